package dev.firstvalue.validator.discovery;

import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.Question;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who entered when, and from when on cohorts are held out of a search.
 *
 * @param laterFrom the start of a UTC day; a fifth of those who count start then or later. Absent
 *     where they all start on one day
 * @param immature entered, not watched to the end of the outcome
 * @param newnessUnverified watched that long, and not known to be new
 * @param excluded out by the source's rule on entities
 */
record Cohorts(Optional<Instant> laterFrom, int immature, int newnessUnverified, int excluded) {
  /** The newest of those who count, at least this share of them, are never searched. */
  private static final double HELD_OUT = 0.2;

  static Cohorts of(FactSource facts, Question question) {
    Fold fold =
        Fold.by(
            new FactKey.Excluded(),
            new FactKey.NewnessVerified(),
            new FactKey.Mature(question.plan().outcomes().getFirst().range().to()),
            new FactKey.Day());
    Counts counts = facts.fold(question, java.util.List.of(fold)).getFirst();
    NavigableMap<String, Long> days = new TreeMap<>();
    long immature = 0;
    long unverified = 0;
    long excluded = 0;
    for (Counts.Row row : counts.rows()) {
      if (Boolean.TRUE.equals(row.values().get(0))) {
        excluded += row.count();
      } else if (!Boolean.TRUE.equals(row.values().get(2))) {
        immature += row.count();
      } else if (!Boolean.TRUE.equals(row.values().get(1))) {
        unverified += row.count();
      } else {
        days.merge(String.valueOf(row.values().get(3)), row.count(), Long::sum);
      }
    }
    return new Cohorts(
        laterFrom(days),
        Math.toIntExact(immature),
        Math.toIntExact(unverified),
        Math.toIntExact(excluded));
  }

  private static Optional<Instant> laterFrom(NavigableMap<String, Long> days) {
    long all = days.values().stream().mapToLong(Long::longValue).sum();
    long later = 0;
    for (String day : days.descendingKeySet()) {
      later += days.getOrDefault(day, 0L);
      if (later >= HELD_OUT * all) {
        return day.equals(days.firstKey())
            ? Optional.empty()
            : Optional.of(LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant());
      }
    }
    return Optional.empty();
  }
}
