package dev.firstvalue.validator.inquiry;

import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.validator.account.AccountTimes;
import dev.firstvalue.validator.account.ReachedAccounts;
import dev.firstvalue.validator.account.TwoArms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a report counts, by account, where users sit in accounts: people of one account
 * are alike, and an interval that takes them for strangers is too narrow. One fold, read row by
 * row.
 */
public final class AccountCounts {
  private static final int REACHED = 1;
  private static final int FIRST_MINUTES = 2;
  private static final int WEEK = 3;
  private static final int ELAPSED = 4;
  private static final int MILESTONES = 5;

  private final Plan plan;
  private final int attributes;
  private final int variant;
  private final int firstOutcome;
  private final int firstReturn;
  private final TwoArms all = new TwoArms();
  private final TwoArms firstMinutes = new TwoArms();
  private final Map<String, TwoArms> weeks = new TreeMap<>();
  private final List<TwoArms> milestones = new ArrayList<>();
  private final List<Map<Optional<String>, TwoArms>> segments = new ArrayList<>();
  private final Map<Long, TwoArms> variants = new HashMap<>();
  private final List<TwoArms> outcomes = new ArrayList<>();
  private final AccountTimes times = new AccountTimes();
  private final List<ReachedAccounts> returns = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();

  private AccountCounts(Plan plan) {
    this.plan = plan;
    attributes = MILESTONES + plan.milestones().size();
    variant = attributes + plan.attributes().size();
    firstOutcome = variant + (plan.variants().isEmpty() ? 0 : 1);
    firstReturn = firstOutcome + 2 * plan.outcomes().size();
    FoldPlan.RETURNS.forEach(any -> returns.add(new ReachedAccounts()));
    plan.milestones().forEach(any -> milestones.add(new TwoArms()));
    plan.attributes().forEach(any -> segments.add(new HashMap<>()));
    plan.outcomes().forEach(any -> outcomes.add(new TwoArms()));
  }

  /** Asks for the counts; nothing where no account holds more than one entity. */
  public static Optional<AccountCounts> of(FactSource facts, Question question, FoldPlan folds) {
    if (!question.plan().mayShareAccounts()) {
      return Optional.empty();
    }
    AccountCounts counts = new AccountCounts(question.plan());
    facts.count(question, folds.accounts(), row -> counts.add(new Cells.Cell(row), row.count()));
    counts.names.clear();
    return Optional.of(counts);
  }

  private void add(Cells.Cell cell, long entities) {
    if (!cell.entered()) {
      return;
    }
    String account = shared(cell.text(0));
    boolean reached = cell.flag(REACHED);
    times.add(account, week(cell), cell.number(ELAPSED), reached, entities);
    if (!cell.newnessVerified()) {
      return;
    }
    for (int i = 0; i < outcomes.size(); i++) {
      if (cell.flag(firstOutcome + 2 * i)) {
        outcomes.get(i).add(account, reached, cell.flag(firstOutcome + 2 * i + 1), entities);
      }
    }
    for (int i = 0; i < returns.size(); i++) {
      if (reached && cell.flag(firstReturn + i)) {
        returns.get(i).add(Optional.ofNullable(account), entities);
      }
    }
    if (cell.mature()) {
      eligible(cell, account, entities);
    }
  }

  private void eligible(Cells.Cell cell, @Nullable String account, long entities) {
    boolean reached = cell.flag(REACHED);
    boolean retained = !outcomes.isEmpty() && cell.flag(firstOutcome + 1);
    all.add(account, reached, retained, entities);
    firstMinutes.add(account, cell.flag(FIRST_MINUTES), retained, entities);
    weeks
        .computeIfAbsent(week(cell), any -> new TwoArms())
        .add(account, reached, retained, entities);
    for (int i = 0; i < milestones.size(); i++) {
      milestones.get(i).add(account, cell.flag(MILESTONES + i), retained, entities);
    }
    for (int i = 0; i < segments.size(); i++) {
      segments
          .get(i)
          .computeIfAbsent(Optional.ofNullable(cell.text(attributes + i)), any -> new TwoArms())
          .add(account, reached, retained, entities);
    }
    if (!plan.variants().isEmpty()) {
      variants
          .computeIfAbsent(cell.number(variant), any -> new TwoArms())
          .add(account, reached, retained, entities);
    }
  }

  private String week(Cells.Cell cell) {
    return names.computeIfAbsent(String.valueOf(cell.text(WEEK)), name -> name);
  }

  /** One string for an account, not one for each of its rows. */
  private @Nullable String shared(@Nullable String account) {
    return account == null ? null : names.computeIfAbsent(account, name -> name);
  }

  /** The eligible. */
  public TwoArms all() {
    return all;
  }

  /** The eligible, those who reached value in the first minutes against all others. */
  public TwoArms firstMinutes() {
    return firstMinutes;
  }

  /** The eligible of one week. */
  public TwoArms week(String week) {
    return weeks.getOrDefault(week, new TwoArms());
  }

  /** The eligible, those who reached a milestone against all others. */
  public TwoArms milestone(int index) {
    return milestones.get(index);
  }

  /** The eligible with one value of an attribute; empty for unknown. */
  public TwoArms segment(int attribute, Optional<String> value) {
    return segments.get(attribute).getOrDefault(value, new TwoArms());
  }

  /** The eligible of one variant, below 0 for the default. */
  public TwoArms variant(long index) {
    return variants.getOrDefault(index, new TwoArms());
  }

  /** Those who are mature for an outcome, by that outcome. */
  public TwoArms outcome(int index) {
    return outcomes.get(index);
  }

  /** The times to value of everyone who entered. */
  public AccountTimes times() {
    return times;
  }

  /** Those who reached value and have been known for so long since. */
  public ReachedAccounts returns(Duration within) {
    return returns.get(FoldPlan.RETURNS.indexOf(within));
  }
}
