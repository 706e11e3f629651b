package dev.firstvalue.experiment.past;

import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.Extent;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.Watermark;
import dev.firstvalue.definition.plan.ExposurePlan;
import dev.firstvalue.definition.plan.PastPlan;
import dev.firstvalue.experiment.adjustment.NumberCovariate;
import dev.firstvalue.experiment.population.ExposureCounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What entities did before their first exposure, as covariates that are numbers. A lookback that
 * reaches before the log makes the number unknown: it is not taken for nothing done.
 */
public final class PastCovariates {
  private final ExposureCounts population;
  private final List<PastPlan> past;
  private final Instant begins;
  private final boolean clustered;

  /**
   * The past of a plan.
   *
   * @param begins from when on the log is known
   */
  public PastCovariates(
      ExposureCounts population, List<PastPlan> past, Instant begins, boolean clustered) {
    this.population = population;
    this.past = List.copyOf(past);
    this.begins = begins;
    this.clustered = clustered;
  }

  /**
   * From when on a log is known: the later of where the model says that it is complete and its
   * oldest event. A log without either is not known at all.
   */
  public static Instant begins(ExposurePlan plan, Extent extent, Watermark watermark) {
    Optional<Instant> complete = plan.definition().source().completeFrom();
    return Stream.of(complete, extent.oldest())
        .flatMap(Optional::stream)
        .max(Instant::compareTo)
        .orElse(watermark.instant());
  }

  /** How many counts of the past there are. */
  public int size() {
    return past.size();
  }

  /** By which name the plan calls one. */
  public String name(int index) {
    return past.get(index).name();
  }

  /** What a fold has to go by for one to be read from it. */
  public List<FactKey> keys(int index) {
    return List.of(
        new FactKey.Past(index), new FactKey.ExposedFrom(begins.plus(past.get(index).lookback())));
  }

  /** The number in a row whose own keys are, from {@code first} on, those of {@link #keys}. */
  public static OptionalDouble number(ExposureCounts.Row row, int first) {
    return row.ownFlag(first + 1)
        ? OptionalDouble.of((Long) row.own(first))
        : OptionalDouble.empty();
  }

  /** What has to be counted, one fold a count of the past. */
  public List<Fold> folds() {
    List<Fold> folds = new ArrayList<>();
    for (int i = 0; i < past.size(); i++) {
      List<FactKey> keys = new ArrayList<>();
      keys.add(new FactKey.Reached(population.window()));
      if (clustered) {
        keys.add(new FactKey.Cluster());
      }
      keys.addAll(keys(i));
      folds.add(population.fold(keys, List.of()));
    }
    return folds;
  }

  /**
   * The covariates.
   *
   * @param counts those of {@link #folds}, in their order
   */
  public List<NumberCovariate> numbers(List<Counts> counts) {
    int own = clustered ? 2 : 1;
    List<NumberCovariate> all = new ArrayList<>();
    for (int i = 0; i < past.size(); i++) {
      List<NumberCovariate.Group> groups = new ArrayList<>();
      for (ExposureCounts.Row row : population.compared(counts.get(i), null)) {
        groups.add(
            NumberCovariate.Group.of(
                String.valueOf(row.arm()),
                clustered ? row.text(1) : "",
                row.ownFlag(0),
                number(row, own),
                row.row().count()));
      }
      all.add(new NumberCovariate(past.get(i).name(), groups));
    }
    return all;
  }
}
