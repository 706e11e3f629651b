package dev.firstvalue.experiment.proof;

import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.ExposureFacts;
import dev.firstvalue.definition.facts.ExposureQuestion;
import dev.firstvalue.definition.facts.Extent;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.definition.facts.FactSum;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.Repeats;
import dev.firstvalue.definition.facts.RepeatsOfAccount;
import dev.firstvalue.definition.facts.RowQuality;
import dev.firstvalue.definition.facts.SetQuestion;
import dev.firstvalue.definition.facts.WeekOfRows;
import dev.firstvalue.definition.plan.Source;
import dev.firstvalue.experiment.SmallExperiment;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Facts of which the numbers of entities alike are drawn: all are mature and in one arm. */
record DrawnFacts(List<Group> groups) implements FactSource {
  DrawnFacts {
    groups = List.copyOf(groups);
  }

  /**
   * Entities alike.
   *
   * @param day of first exposure, from 0 on
   * @param holds of whom the one condition holds that the plan reads
   * @param cluster their account
   * @param attribute their value of the one covariate, or how much they did before
   * @param amount what each of them has of the one amount that the plan reads, or of the numerator
   * @param denominator what each of them has of the denominator, where the plan reads a ratio
   */
  record Group(
      String arm,
      int day,
      boolean activated,
      boolean holds,
      String cluster,
      String attribute,
      long amount,
      long denominator,
      long count) {

    /** Entities of a plan that reads no amount. */
    Group(
        String arm,
        int day,
        boolean activated,
        boolean holds,
        String cluster,
        String attribute,
        long count) {
      this(arm, day, activated, holds, cluster, attribute, 0, 0, count);
    }

    /** So many times as many. */
    Group times(long more) {
      return new Group(
          arm, day, activated, holds, cluster, attribute, amount, denominator, count * more);
    }

    private BigInteger millionths(int amount) {
      return BigInteger.valueOf((amount == 0 ? this.amount : denominator) * 1_000_000);
    }
  }

  @Override
  public List<Counts> fold(ExposureQuestion question, List<Fold> folds) {
    return folds.stream().map(this::count).toList();
  }

  private Counts count(Fold fold) {
    return new Counts(
        fold,
        groups.stream()
            .filter(group -> group.count() > 0)
            .map(
                group ->
                    new Counts.Row(
                        fold.keys().stream().map(key -> value(key, group)).toList(),
                        group.count(),
                        fold.sums().stream().map(sum -> sum(sum, group)).toList()))
            .toList());
  }

  /** In millionths, or in millionths of millionths. */
  private static BigInteger sum(FactSum sum, Group group) {
    BigInteger amount = group.millionths(sum.amount());
    return (sum.times().isPresent()
            ? amount.multiply(group.millionths(sum.times().getAsInt()))
            : amount)
        .multiply(BigInteger.valueOf(group.count()));
  }

  private static Object value(FactKey key, Group group) {
    return switch (key) {
      case FactKey.InPeriod _, FactKey.Mature _ -> true;
      case FactKey.Excluded _,
          FactKey.SetAside _,
          FactKey.SeveralArms _,
          FactKey.QualifiedBefore _,
          FactKey.StartsLater _ ->
          false;
      case FactKey.Arm _ -> group.arm();
      case FactKey.Reached _ -> group.activated();
      case FactKey.Held _ -> group.holds();
      case FactKey.Cluster _ -> group.cluster();
      case FactKey.Attribute _ -> group.attribute();
      case FactKey.Past _ -> Long.valueOf(group.attribute());
      case FactKey.ExposedFrom _ -> true;
      case FactKey.Day _ -> LocalDate.of(2026, 1, 5).plusDays(group.day()).toString();
      case FactKey.Elapsed _ -> group.activated() ? 3600L : SmallExperiment.WINDOW.toSeconds();
      case FactKey.NewnessVerified _,
          FactKey.Milestone _,
          FactKey.Retained _,
          FactKey.Variant _,
          FactKey.Week _,
          FactKey.InPlan _,
          FactKey.Part _,
          FactKey.Amount _,
          FactKey.Account _,
          FactKey.Volume _,
          FactKey.Days _,
          FactKey.OtherActivity _ ->
          throw unasked();
    };
  }

  @Override
  public Extent extent(Source source) {
    return new Extent(
        Optional.of(SmallExperiment.BEGIN), Optional.of(SmallExperiment.END), Duration.ZERO);
  }

  @Override
  public Origin origin() {
    return new Origin("drawn", List.of());
  }

  @Override
  public List<Counts> fold(Question question, List<Fold> folds) {
    throw unasked();
  }

  @Override
  public List<Counts> fold(SetQuestion question, List<Fold> folds) {
    throw unasked();
  }

  @Override
  public void facts(SetQuestion question, Consumer<List<EntityFacts>> consumer) {
    throw unasked();
  }

  @Override
  public List<Repeats> repeats(Question question, List<Duration> within) {
    throw unasked();
  }

  @Override
  public void repeats(
      Question question, List<Duration> within, Consumer<RepeatsOfAccount> consumer) {
    throw unasked();
  }

  @Override
  public List<String> setAside(Question question, int most) {
    return List.of();
  }

  @Override
  public void facts(Question question, Consumer<EntityFacts> consumer) {
    throw unasked();
  }

  @Override
  public void facts(ExposureQuestion question, Consumer<ExposureFacts> consumer) {
    throw unasked();
  }

  @Override
  public RowQuality quality(Question question) {
    throw unasked();
  }

  @Override
  public List<WeekOfRows> weeks(Question question) {
    throw unasked();
  }

  @Override
  public long rowsFrom(Question question, Instant instant) {
    throw unasked();
  }

  private static UnsupportedOperationException unasked() {
    return new UnsupportedOperationException("these plans do not ask this");
  }
}
