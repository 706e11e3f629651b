package dev.firstvalue.experiment.adjustment;

import dev.firstvalue.definition.expression.Expression.StartProperty;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.experiment.population.ExposureCounts;
import dev.firstvalue.experiment.population.ExposureCounts.Row;
import dev.firstvalue.experiment.sample.Activated;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Activation by what was known of entities at assignment. Covariates that are words or truths cut
 * the entities into strata, by all of them together; numbers are kept as numbers, each by itself.
 */
public final class Covariates {
  private final ExposureCounts population;
  private final List<StartProperty> declared;
  private final boolean clustered;
  private final List<Integer> words = new ArrayList<>();
  private final List<Integer> numbers = new ArrayList<>();

  public Covariates(ExposureCounts population, List<StartProperty> declared, boolean clustered) {
    this.population = population;
    this.declared = List.copyOf(declared);
    this.clustered = clustered;
    for (int i = 0; i < declared.size(); i++) {
      Type type = declared.get(i).type();
      (type == Type.INT || type == Type.DOUBLE ? numbers : words).add(i);
    }
  }

  /** The covariates that cut into strata, as the plan writes them. */
  public List<String> words() {
    return words.stream().map(this::name).toList();
  }

  private String name(int index) {
    return "start.properties." + declared.get(index).name();
  }

  /** What has to be counted: by all words together, then by each number. */
  public List<Fold> folds() {
    List<Fold> folds = new ArrayList<>();
    if (!words.isEmpty()) {
      folds.add(fold(words));
    }
    numbers.forEach(number -> folds.add(fold(List.of(number))));
    return folds;
  }

  private Fold fold(List<Integer> attributes) {
    List<FactKey> keys = new ArrayList<>();
    keys.add(new FactKey.Reached(population.window()));
    if (clustered) {
      keys.add(new FactKey.Cluster());
    }
    attributes.forEach(attribute -> keys.add(new FactKey.Attribute(attribute)));
    return population.fold(keys, List.of());
  }

  /** The entities alike in every word, by arm. */
  public record Stratum(List<String> values, Map<String, Activated> arms) {
    public Stratum {
      values = List.copyOf(values);
    }
  }

  /**
   * Every stratum.
   *
   * @param counts those of {@link #folds}, in their order
   */
  public List<Stratum> strata(List<Counts> counts) {
    Map<List<String>, Map<String, Activated>> strata = new LinkedHashMap<>();
    if (!words.isEmpty()) {
      for (Row row : population.compared(counts.getFirst(), null)) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
          values.add(row.text(firstAttribute() + i));
        }
        strata
            .computeIfAbsent(values, any -> new HashMap<>())
            .computeIfAbsent(String.valueOf(row.arm()), any -> new Activated(clustered))
            .add(cluster(row), row.ownFlag(0), row.row().count());
      }
    }
    List<Stratum> all = new ArrayList<>();
    strata.forEach((values, arms) -> all.add(new Stratum(values, arms)));
    return all;
  }

  /**
   * The covariates that are numbers.
   *
   * @param counts those of {@link #folds}, in their order
   */
  public List<NumberCovariate> numbers(List<Counts> counts) {
    List<NumberCovariate> all = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      List<NumberCovariate.Group> groups = new ArrayList<>();
      for (Row row : population.compared(counts.get((words.isEmpty() ? 0 : 1) + i), null)) {
        groups.add(
            NumberCovariate.Group.of(
                String.valueOf(row.arm()),
                cluster(row),
                row.ownFlag(0),
                NumberCovariate.number(row.text(firstAttribute())),
                row.row().count()));
      }
      all.add(new NumberCovariate(name(numbers.get(i)), groups));
    }
    return all;
  }

  private int firstAttribute() {
    return clustered ? 2 : 1;
  }

  private String cluster(Row row) {
    return clustered ? row.text(1) : "";
  }
}
