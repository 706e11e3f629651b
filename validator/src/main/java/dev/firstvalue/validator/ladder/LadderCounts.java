package dev.firstvalue.validator.ladder;

import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.plan.OpenEnd;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.validator.account.TwoArms;
import dev.firstvalue.validator.inquiry.Cells;
import dev.firstvalue.validator.inquiry.FoldPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Asks a log for what the ladder is made of: one fold over the plan without its window's end, and
 * one of what every entity did in its window. The second takes a scan of all events.
 */
public final class LadderCounts {
  /** At the end of the window somebody is alive who does something in the last so many days. */
  private static final Duration ALIVE = Duration.ofDays(7);

  private static final Duration DAY = Duration.ofDays(1);

  private final Plan plan;
  private final FoldPlan folds;
  private final TwoArms anyTime = new TwoArms();
  private final TwoArms late = new TwoArms();
  private final Units units = new Units();

  private LadderCounts(Plan plan, FoldPlan folds) {
    this.plan = plan;
    this.folds = folds;
  }

  /** Asks for the counts; the plan has an outcome. */
  public static LadderCounts of(FactSource facts, Question question, FoldPlan folds) {
    LadderCounts counts = new LadderCounts(question.plan(), folds);
    facts.count(question, counts.window(), row -> counts.unit(new Cells.Cell(row)));
    facts.count(
        new Question(
            OpenEnd.of(question.plan()),
            question.watermark(),
            question.since(),
            question.until(),
            question.limits()),
        counts.everything(),
        row -> counts.everything(new Cells.Cell(row)));
    return counts;
  }

  public Ladder ladder(double level) {
    return Ladder.of(anyTime, units, level);
  }

  Benchmarks benchmarks() {
    return Benchmarks.of(units, plan.attributes().size());
  }

  /** Those who reached value after the window and before the outcome's against who did not yet. */
  TwoArms late() {
    return late;
  }

  /** How long before its end the window has to see an entity for it to be alive. */
  static Duration alive(Plan plan) {
    return plan.window().compareTo(ALIVE) < 0 ? plan.window() : ALIVE;
  }

  /** Reached by the window, by the outcome's begin, ever; retained; account. */
  private Fold everything() {
    List<FactKey> keys = new ArrayList<>();
    keys.add(new FactKey.Reached(plan.window()));
    keys.add(new FactKey.Reached(plan.outcomes().getFirst().range().from()));
    keys.add(new FactKey.Reached(OpenEnd.NEVER));
    keys.add(new FactKey.Retained(0));
    account(keys);
    return folds.eligible(keys);
  }

  private void everything(Cells.Cell cell) {
    if (cell.eligible()) {
      String account = plan.mayShareAccounts() ? cell.text(4) : null;
      long entities = cell.row().count();
      anyTime.add(account, cell.flag(2), cell.flag(3), entities);
      if (!cell.flag(0)) {
        late.add(account, cell.flag(1), cell.flag(3), entities);
      }
    }
  }

  /** Reached, day of it, retained, alive, days, attributes; account. */
  private Fold window() {
    List<FactKey> keys = new ArrayList<>();
    keys.add(new FactKey.Reached(plan.window()));
    keys.add(new FactKey.Elapsed(DAY));
    keys.add(new FactKey.Retained(0));
    keys.add(new FactKey.OtherActivity(plan.window().minus(alive(plan)), plan.window()));
    keys.add(new FactKey.Days());
    for (int i = 0; i < plan.attributes().size(); i++) {
      keys.add(new FactKey.Attribute(i));
    }
    account(keys);
    return folds.eligible(keys);
  }

  private void unit(Cells.Cell cell) {
    if (!cell.eligible()) {
      return;
    }
    List<@Nullable String> known = new ArrayList<>();
    for (int i = 0; i < plan.attributes().size(); i++) {
      known.add(cell.text(5 + i));
    }
    units.add(
        new Unit(
            known,
            plan.mayShareAccounts() ? cell.text(5 + plan.attributes().size()) : null,
            days(cell.text(4)),
            cell.flag(0) ? OptionalInt.of(Math.toIntExact(cell.number(1))) : OptionalInt.empty(),
            cell.flag(3),
            cell.flag(2)),
        cell.row().count());
  }

  private void account(List<FactKey> keys) {
    if (plan.mayShareAccounts()) {
      keys.add(new FactKey.Account());
    }
  }

  private static SortedMap<Integer, Integer> days(@Nullable String text) {
    SortedMap<Integer, Integer> days = new TreeMap<>();
    if (text != null && !text.isEmpty()) {
      for (String day : text.split(" ", -1)) {
        int colon = day.indexOf(':');
        days.put(
            Integer.valueOf(day.substring(0, colon)), Integer.valueOf(day.substring(colon + 1)));
      }
    }
    return days;
  }
}
