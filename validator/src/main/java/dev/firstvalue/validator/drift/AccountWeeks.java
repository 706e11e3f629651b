package dev.firstvalue.validator.drift;

import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.validator.account.TwoArms;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The entities of each week with their accounts: what errors of reach and lifts are made of where
 * people of one account may be alike.
 *
 * @param weeks by the Monday of the week
 * @param mixes the values of each segment, of the weeks that are reach-mature
 */
record AccountWeeks(SortedMap<LocalDate, TwoArms> weeks, List<AccountMix> mixes) {

  /**
   * Asks for them; nothing where no account holds more than one entity.
   *
   * @param cuts by which there are segments
   */
  static Optional<AccountWeeks> of(
      FactSource facts, Question question, Collection<FactKey> cuts, Periods periods) {
    if (!question.plan().mayShareAccounts()) {
      return Optional.empty();
    }
    SortedMap<LocalDate, TwoArms> weeks = new TreeMap<>();
    TwoArms everybody = new TwoArms();
    List<AccountMix> mixes = cuts.stream().map(any -> new AccountMix()).toList();
    List<FactKey> by = new ArrayList<>();
    by.add(new FactKey.Account());
    by.addAll(cuts);
    facts.count(
        question,
        Series.fold(question.plan(), by.toArray(FactKey[]::new)),
        row ->
            Series.read(
                row,
                by.size(),
                (week, cell) -> {
                  String account = cell.value().orElse(null);
                  if (week.isBefore(periods.reachEnd())) {
                    for (int i = 0; i < mixes.size(); i++) {
                      boolean recent = !week.isBefore(periods.recent());
                      Optional<String> value = Series.cut(row, i + 1);
                      mixes.get(i).add(account, value, recent, cell.count());
                    }
                  }
                  weeks
                      .computeIfAbsent(week, any -> new TwoArms())
                      .add(account, cell.reached(), cell.retained(), cell.count());
                  everybody.add(account, cell.reached(), cell.retained(), cell.count());
                }));
    return everybody.clusters().isEmpty()
        ? Optional.empty()
        : Optional.of(new AccountWeeks(weeks, mixes));
  }

  /** All entities of the weeks from one to before another. */
  TwoArms between(LocalDate from, LocalDate until) {
    TwoArms arms = new TwoArms();
    weeks.subMap(from, until.isBefore(from) ? from : until).values().forEach(arms::add);
    return arms;
  }
}
