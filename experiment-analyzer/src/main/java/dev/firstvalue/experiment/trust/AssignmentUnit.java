package dev.firstvalue.experiment.trust;

import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.experiment.plan.Arms;
import dev.firstvalue.experiment.plan.Clustering;
import dev.firstvalue.experiment.plan.Trial;
import dev.firstvalue.experiment.population.ExposureCounts;
import dev.firstvalue.experiment.population.ExposureCounts.Row;
import dev.firstvalue.experiment.v1.TrustCheck;
import dev.firstvalue.experiment.v1.TrustOutcome;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Whether what the plan says was randomised is what was. That a unit sees several arms happens; if
 * most do, something smaller was assigned, and every error of the report is that of another
 * experiment. It is no test: a sound assignment gives every unit one arm.
 */
public final class AssignmentUnit {
  private static final String NAME = "assignment-unit";

  /** Below so many units of several arms, seen or to be expected, nothing is told. */
  private static final int FEW = 5;

  /** The share of units of several arms from which on it is worth a look. */
  private static final double WORTH_A_LOOK = 0.01;

  private final Arms arms;
  private final ExposureCounts population;
  private final String unit;
  private final String entity;

  public AssignmentUnit(Trial trial, Arms arms, ExposureCounts population) {
    this.arms = arms;
    this.population = population;
    this.unit = Clustering.unit(trial);
    this.entity = Clustering.entity(trial);
  }

  /**
   * The check.
   *
   * @param counts of a fold of the population, by group first where units are groups of entities
   */
  public TrustCheck of(Counts counts) {
    return unit.equals(entity) ? ofEntities(counts) : ofGroups(counts);
  }

  private TrustCheck ofEntities(Counts counts) {
    long all = 0;
    long several = 0;
    for (Row row : population.exposed(counts)) {
      all += row.row().count();
      several += row.severalArms() ? row.row().count() : 0;
    }
    if (all == 0) {
      return check(TrustOutcome.TRUST_OUTCOME_NOT_CHECKED, "there are no exposures");
    }
    if (several < FEW || 2 * several <= all) {
      return check(
          TrustOutcome.TRUST_OUTCOME_PASSED, "most " + unit + "s were exposed to one arm only");
    }
    return lookAt(
        check(
            TrustOutcome.TRUST_OUTCOME_FAILED,
            String.format(
                Locale.ROOT,
                "most %ss were exposed to several arms (%,d of %,d)%s",
                unit,
                several,
                all,
                population.excludesSeveralArms()
                    ? "; the others, whom multipleArms leaves, hardly came twice"
                    : "; multipleArms counts each in the first")),
        "what was randomised: it is less than a " + unit + ", such as a session or a device");
  }

  /** A group's entities, and the arms of all of them and of those who are not set aside. */
  private static final class Group {
    private long members;
    private boolean several;
    private final Set<String> all = new HashSet<>();
    private final Set<String> left = new HashSet<>();

    boolean inSeveralArms() {
      return several || all.size() > 1;
    }
  }

  private TrustCheck ofGroups(Counts counts) {
    Collection<Group> groups = groups(counts).values();
    long several = groups.stream().filter(Group::inSeveralArms).count();
    double alone = groups.stream().mapToDouble(this::chanceOfSeveral).sum();
    if (groups.isEmpty() || alone < FEW) {
      return check(
          TrustOutcome.TRUST_OUTCOME_NOT_CHECKED,
          "too few " + unit + "s have two exposed " + entity + "s");
    }
    String message =
        String.format(
            Locale.ROOT,
            "%,d of %,d %ss have exposures of several arms; were each %s assigned alone, %,.0f"
                + " would; %s",
            several,
            groups.size(),
            unit,
            entity,
            alone,
            left(groups, counts));
    if (2 * several >= alone) {
      return lookAt(
          check(TrustOutcome.TRUST_OUTCOME_FAILED, message),
          String.format(
              Locale.ROOT,
              "what was randomised: if it was the %s, the plan has to say unit: %s and cluster: %s",
              entity,
              entity,
              unit));
    }
    return several > WORTH_A_LOOK * groups.size()
        ? lookAt(
            check(TrustOutcome.TRUST_OUTCOME_WARNED, message),
            "what gives members of one " + unit + " another arm: an invitation, a move, a cache")
        : check(TrustOutcome.TRUST_OUTCOME_PASSED, message);
  }

  private Map<String, Group> groups(Counts counts) {
    Map<String, Group> groups = new HashMap<>();
    for (Row row : population.exposed(counts)) {
      Group group = groups.computeIfAbsent(row.text(0), name -> new Group());
      String arm = String.valueOf(row.arm());
      group.members += row.row().count();
      group.several |= row.severalArms();
      group.all.add(arm);
      if (!setAside(row)) {
        group.left.add(arm);
      }
    }
    return groups;
  }

  private boolean setAside(Row row) {
    return row.severalArms() && population.excludesSeveralArms();
  }

  /** With each of its members assigned by itself. */
  private double chanceOfSeveral(Group group) {
    double[] weights = arms.weights();
    double sum = Arrays.stream(weights).sum();
    double one = 0;
    for (double weight : weights) {
      one += Math.pow(weight / sum, (double) group.members);
    }
    return 1 - one;
  }

  private String left(Collection<Group> groups, Counts counts) {
    if (!population.excludesSeveralArms()) {
      return "multipleArms sets none aside";
    }
    long set = 0;
    for (Row row : population.exposed(counts)) {
      set += setAside(row) ? row.row().count() : 0;
    }
    long remaining = groups.stream().filter(group -> !group.left.isEmpty()).count();
    long several = groups.stream().filter(group -> group.left.size() > 1).count();
    return String.format(
        Locale.ROOT,
        "multipleArms sets %,d %ss aside, after which %,d of %,d still do (%.1f %%)",
        set,
        entity,
        several,
        remaining,
        remaining == 0 ? 0 : 100.0 * several / remaining);
  }

  private static TrustCheck check(TrustOutcome outcome, String message) {
    return TrustCheck.newBuilder().setName(NAME).setOutcome(outcome).setMessage(message).build();
  }

  private static TrustCheck lookAt(TrustCheck check, String where) {
    return check.toBuilder().setLookAt(where).build();
  }
}
