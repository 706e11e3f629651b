package dev.firstvalue.validator.drift;

import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.ExposureFacts;
import dev.firstvalue.definition.facts.ExposureQuestion;
import dev.firstvalue.definition.facts.Extent;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.Repeats;
import dev.firstvalue.definition.facts.RepeatsOfAccount;
import dev.firstvalue.definition.facts.RowQuality;
import dev.firstvalue.definition.facts.SetQuestion;
import dev.firstvalue.definition.facts.WeekOfRows;
import dev.firstvalue.definition.plan.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Facts of weekly cohorts of which only counts exist: everyone starts on Monday at midnight and,
 * who reaches value, reaches it a day later.
 */
final class Cohorts implements FactSource {
  static final LocalDate BEGIN = LocalDate.parse("2026-01-05");

  private record Group(
      LocalDate week, String segment, boolean reached, boolean retained, long count) {}

  private final List<Group> groups = new ArrayList<>();
  private final List<WeekOfRows> rows = new ArrayList<>();
  private long alike = 1;

  /** From here on, so many people of one account do the same. */
  Cohorts accountsOf(long people) {
    alike = people;
    return this;
  }

  /** Adds the entities of one week and segment: reached, retained of those, retained of others. */
  Cohorts week(int week, String segment, long n, long reached, long stay, long othersStay) {
    LocalDate monday = BEGIN.plusWeeks(week);
    groups.add(new Group(monday, segment, true, true, stay));
    groups.add(new Group(monday, segment, true, false, reached - stay));
    groups.add(new Group(monday, segment, false, true, othersStay));
    groups.add(new Group(monday, segment, false, false, n - reached - othersStay));
    return this;
  }

  /** Adds the entities of one week and segment at random. */
  Cohorts draw(
      SplittableRandom random,
      int week,
      String segment,
      int n,
      double reach,
      double stay,
      double othersStay) {
    long reached = binomial(random, n, reach);
    return week(
        week,
        segment,
        n,
        reached,
        binomial(random, reached, stay),
        binomial(random, n - reached, othersStay));
  }

  /** Adds the rows of an event in a week, with one property that so many of them fill. */
  Cohorts rows(int week, String event, String property, long count, long good) {
    rows.add(
        new WeekOfRows(
            event,
            BEGIN.plusWeeks(week).toString(),
            count,
            List.of(new RowQuality.PropertyFill(event, property, count, good, 0))));
    return this;
  }

  static long binomial(SplittableRandom random, long n, double p) {
    long successes = 0;
    for (long i = 0; i < n; i++) {
      successes += random.nextDouble() < p ? 1 : 0;
    }
    return successes;
  }

  @Override
  public List<Counts> fold(Question question, List<Fold> folds) {
    return folds.stream().map(fold -> count(question, fold)).toList();
  }

  private Counts count(Question question, Fold fold) {
    List<Counts.Row> counted = new ArrayList<>();
    for (Group group : groups) {
      Instant start = group.week().atStartOfDay(ZoneOffset.UTC).toInstant();
      boolean asked =
          question.since().filter(start::isBefore).isEmpty()
              && question.until().filter(until -> !start.isBefore(until)).isEmpty();
      if (asked && group.count() > 0) {
        long together = fold.keys().contains(new FactKey.Account()) ? alike : group.count();
        for (long before = 0; before < group.count(); before += together) {
          String account = groups.indexOf(group) + "/" + before;
          List<@Nullable Object> values = new ArrayList<>();
          fold.keys()
              .forEach(
                  key ->
                      values.add(
                          key instanceof FactKey.Account
                              ? account
                              : value(question, key, group, start)));
          counted.add(new Counts.Row(values, Math.min(together, group.count() - before)));
        }
      }
    }
    return new Counts(fold, counted);
  }

  private static Object value(Question question, FactKey key, Group group, Instant start) {
    if (key instanceof FactKey.Excluded || key instanceof FactKey.SetAside) {
      return false;
    }
    if (key instanceof FactKey.NewnessVerified) {
      return true;
    }
    if (key instanceof FactKey.Mature(Duration after)) {
      return !start.plus(after).isAfter(question.watermark());
    }
    if (key instanceof FactKey.Reached(Duration within)) {
      return group.reached() && within.compareTo(Duration.ofDays(1)) > 0;
    }
    if (key instanceof FactKey.Retained) {
      return group.retained();
    }
    if (key instanceof FactKey.Milestone) {
      return group.reached();
    }
    if (key instanceof FactKey.Attribute) {
      return group.segment();
    }
    if (key instanceof FactKey.Week) {
      return group.week().toString();
    }
    if (key instanceof FactKey.Elapsed(Duration unit)) {
      Duration elapsed = group.reached() ? Duration.ofDays(1) : question.plan().window();
      return elapsed.dividedBy(unit);
    }
    if (key instanceof FactKey.Days) {
      return "0:1 1:1"; // all are equally active
    }
    if (key instanceof FactKey.OtherActivity) {
      return true;
    }
    throw new IllegalArgumentException("key: " + key + " (expected: one that cohorts have)");
  }

  @Override
  public Extent extent(Source source) {
    return new Extent(
        Optional.of(BEGIN.atStartOfDay(ZoneOffset.UTC).toInstant()),
        Optional.of(BEGIN.plusWeeks(60).atStartOfDay(ZoneOffset.UTC).toInstant()),
        Duration.ZERO);
  }

  @Override
  public RowQuality quality(Question question) {
    return new RowQuality(
        0,
        0,
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        0,
        Optional.empty(),
        new RowQuality.Starts(0, 0));
  }

  @Override
  public long rowsFrom(Question question, Instant instant) {
    return 0;
  }

  @Override
  public List<WeekOfRows> weeks(Question question) {
    return rows;
  }

  @Override
  public List<Repeats> repeats(Question question, List<Duration> within) {
    return List.of();
  }

  @Override
  public void repeats(
      Question question, List<Duration> within, Consumer<RepeatsOfAccount> consumer) {}

  @Override
  public List<String> setAside(Question question, int most) {
    return List.of();
  }

  @Override
  public Origin origin() {
    return new Origin("cohorts of a test", List.of());
  }

  @Override
  public List<Counts> fold(ExposureQuestion question, List<Fold> folds) {
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
  public void facts(Question question, Consumer<EntityFacts> consumer) {
    throw unasked();
  }

  @Override
  public void facts(ExposureQuestion question, Consumer<ExposureFacts> consumer) {
    throw unasked();
  }

  private static UnsupportedOperationException unasked() {
    return new UnsupportedOperationException("a revalidation does not ask this");
  }
}
