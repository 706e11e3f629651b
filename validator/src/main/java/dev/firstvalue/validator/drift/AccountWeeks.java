package dev.firstvalue.validator.drift;

import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.validator.account.TwoArms;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The entities of each week with their accounts: what errors of reach and lifts are made of where
 * people of one account may be alike.
 */
record AccountWeeks(SortedMap<LocalDate, TwoArms> weeks) {

  /** Asks for them; nothing where no account holds more than one entity. */
  static Optional<AccountWeeks> of(FactSource facts, Question question) {
    if (!question.plan().mayShareAccounts()) {
      return Optional.empty();
    }
    SortedMap<LocalDate, TwoArms> weeks = new TreeMap<>();
    TwoArms everybody = new TwoArms();
    facts.count(
        question,
        Series.fold(question.plan(), new FactKey.Account()),
        row ->
            Series.read(
                row,
                1,
                (week, cell) -> {
                  String account = cell.value().orElse(null);
                  weeks
                      .computeIfAbsent(week, any -> new TwoArms())
                      .add(account, cell.reached(), cell.retained(), cell.count());
                  everybody.add(account, cell.reached(), cell.retained(), cell.count());
                }));
    return everybody.clusters().isEmpty() ? Optional.empty() : Optional.of(new AccountWeeks(weeks));
  }

  /** All entities of the weeks from one to before another. */
  TwoArms between(LocalDate from, LocalDate until) {
    TwoArms arms = new TwoArms();
    weeks.subMap(from, until.isBefore(from) ? from : until).values().forEach(arms::add);
    return arms;
  }
}
