package dev.firstvalue.validator;

import com.google.protobuf.Duration;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.validation.v1.CohortWeek;
import dev.firstvalue.validation.v1.FunnelStep;
import dev.firstvalue.validation.v1.Lift;
import dev.firstvalue.validation.v1.LiftTable;
import dev.firstvalue.validation.v1.Population;
import dev.firstvalue.validation.v1.Reachability;
import dev.firstvalue.validation.v1.Segment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The sections of a report, each from the counts of one fold of {@link FoldPlan}. */
final class Sections {
  /** Values of a segment that are shown; the rest would be a list, not a section. */
  static final int SEGMENT_VALUES = 50;

  private final Plan plan;
  private final Estimates estimates;
  private final int leastCell;

  Sections(Plan plan, Estimates estimates, int leastCell) {
    this.plan = plan;
    this.estimates = estimates;
    this.leastCell = leastCell;
  }

  /** Who was looked at. */
  Population population(Cells cells) {
    return Population.newBuilder()
        .setEntities(cells.count(Cells.Cell::entered))
        .setEligible(cells.count(Cells.Cell::eligible))
        .setImmature(cells.count(c -> c.entered() && !c.mature()))
        .setNewnessUnverified(cells.count(c -> c.entered() && c.mature() && !c.newnessVerified()))
        .setReachMature(cells.count(c -> c.entered() && c.flag(0)))
        .setExcludedEntities(cells.count(Cells.Cell::excluded))
        .setSetAsideEntities(cells.count(Cells.Cell::setAside))
        .build();
  }

  /** Reach within the window: the eligible of {@link FoldPlan#population}. */
  Reachability reachability(Cells cells) {
    return reach(cells, 1);
  }

  /** Reach within the first minutes. */
  Reachability firstMinutes(Cells cells) {
    return reach(cells, 2);
  }

  /** Lift on the primary outcome, or nothing without one. */
  Optional<Lift> primaryLift(Cells cells) {
    return plan.outcomes().isEmpty() ? Optional.empty() : Optional.of(lift(0, table(cells, 1, 3)));
  }

  /** Lift on a later outcome. */
  Lift otherLift(int outcome, Cells cells) {
    return lift(outcome, table(cells, 0, 1));
  }

  /** The ladder: the start, every milestone, the value event. */
  List<FunnelStep> funnel(Cells cells) {
    int milestones = plan.milestones().size();
    int eligible = cells.count(Cells.Cell::eligible);
    List<FunnelStep> steps = new ArrayList<>();
    for (int step = 0; step <= milestones + 1; step++) {
      int at = step;
      int reached = cells.count(c -> c.eligible() && reachedStep(c, at, milestones));
      Reachability share = estimates.reachability(reached, eligible);
      FunnelStep.Builder row =
          FunnelStep.newBuilder()
              .setName(stepName(step))
              .setReached(reached)
              .setEligible(eligible)
              .setStuck(cells.count(c -> c.eligible() && furthest(c, milestones) == at));
      if (share.hasRate()) {
        row.setRate(share.getRate()).setInterval(share.getInterval());
      }
      steps.add(row.build());
    }
    return steps;
  }

  /** Reach and lift by the values of one segment, the largest first. */
  List<Segment> segments(String name, Cells cells) {
    Map<Optional<String>, Cells> values = cells.groupBy(c -> Optional.ofNullable(c.text(0)));
    return values.entrySet().stream()
        .map(e -> segment(name, e.getKey().orElse(null), e.getValue()))
        .filter(s -> s.getReachability().getEligible() > 0)
        .sorted(
            Comparator.comparingInt((Segment s) -> -s.getReachability().getEligible())
                .thenComparing(Segment::getValue))
        .limit(SEGMENT_VALUES)
        .toList();
  }

  /** Reach by variant; the default last. */
  List<Segment> variants(Cells cells) {
    Map<Long, Cells> groups =
        new TreeMap<>(Comparator.comparing((Long i) -> i < 0).thenComparing(i -> i));
    groups.putAll(cells.groupBy(c -> c.number(0)));
    List<Segment> segments = new ArrayList<>();
    groups.forEach((index, group) -> segments.add(segment("variant", variantName(index), group)));
    return segments;
  }

  /** Reach by the week of time zero, in order. */
  List<CohortWeek> cohorts(Cells cells) {
    Map<String, Cells> weeks = new TreeMap<>(cells.groupBy(c -> String.valueOf(c.text(0))));
    List<CohortWeek> cohorts = new ArrayList<>();
    weeks.forEach(
        (week, group) ->
            cohorts.add(
                CohortWeek.newBuilder()
                    .setWeek(week)
                    .setEntities(group.count(Cells.Cell::entered))
                    .setReachability(reach(group, 1))
                    .build()));
    return cohorts;
  }

  private String variantName(long index) {
    return index < 0 ? "default" : plan.variants().get(Math.toIntExact(index)).name();
  }

  private Segment segment(String name, @Nullable String value, Cells cells) {
    Reachability reach = reach(cells, 1);
    Segment.Builder segment = Segment.newBuilder().setName(name);
    if (value != null) {
      segment.setValue(value);
    }
    boolean tooFew = reach.getEligible() < leastCell;
    if (tooFew) {
      reach = reach.toBuilder().clearRate().clearInterval().build();
    }
    if (!plan.outcomes().isEmpty()) {
      LiftTable table = table(cells, 1, 2);
      segment.setTable(table);
      if (Estimates.reached(table) >= leastCell && Estimates.others(table) >= leastCell) {
        segment.setDifference(estimates.difference(table));
      } else {
        tooFew = true;
      }
    }
    return segment.setReachability(reach).setTooFew(tooFew).build();
  }

  private Lift lift(int index, LiftTable table) {
    Plan.Outcome outcome = plan.outcomes().get(index);
    Lift.Builder lift =
        Lift.newBuilder()
            .setOutcome(outcome.name())
            .setFrom(duration(outcome.range().from()))
            .setTo(duration(outcome.range().to()))
            .setTable(table)
            .setDifference(estimates.difference(table))
            .setRatio(estimates.ratio(table));
    if (Estimates.reached(table) > 0) {
      lift.setRetainedIfReached((double) table.getReachedRetained() / Estimates.reached(table));
    }
    if (Estimates.others(table) > 0) {
      lift.setRetainedIfNot((double) table.getOtherRetained() / Estimates.others(table));
    }
    return lift.build();
  }

  private Reachability reach(Cells cells, int reachedKey) {
    return estimates.reachability(
        cells.count(c -> c.eligible() && c.flag(reachedKey)), cells.count(Cells.Cell::eligible));
  }

  private static LiftTable table(Cells cells, int reached, int retained) {
    return LiftTable.newBuilder()
        .setReachedRetained(cell(cells, reached, true, retained, true))
        .setReachedLost(cell(cells, reached, true, retained, false))
        .setOtherRetained(cell(cells, reached, false, retained, true))
        .setOtherLost(cell(cells, reached, false, retained, false))
        .build();
  }

  private static int cell(
      Cells cells, int reachedKey, boolean reached, int retainedKey, boolean retained) {
    return cells.count(
        c -> c.eligible() && c.flag(reachedKey) == reached && c.flag(retainedKey) == retained);
  }

  private String stepName(int step) {
    if (step == 0) {
      return "start";
    }
    return step > plan.milestones().size() ? "value" : plan.milestones().get(step - 1).name();
  }

  /** Key 0 is the value event, the milestones follow it. */
  private static boolean reachedStep(Cells.Cell cell, int step, int milestones) {
    return step == 0 || (step > milestones ? cell.flag(0) : cell.flag(step));
  }

  private static int furthest(Cells.Cell cell, int milestones) {
    for (int step = milestones + 1; step > 0; step--) {
      if (reachedStep(cell, step, milestones)) {
        return step;
      }
    }
    return 0;
  }

  static Duration duration(java.time.Duration duration) {
    return Duration.newBuilder()
        .setSeconds(duration.getSeconds())
        .setNanos(duration.getNano())
        .build();
  }
}
