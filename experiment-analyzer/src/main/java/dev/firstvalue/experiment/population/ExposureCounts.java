package dev.firstvalue.experiment.population;

import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.FactSum;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.v1.MultipleArms;
import dev.firstvalue.definition.v1.PriorQualifiers;
import dev.firstvalue.experiment.plan.Arms;
import dev.firstvalue.experiment.v1.Excluded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who is compared and who is left out: every exposed entity has exactly one {@link Place}.
 *
 * <p>The folds that this class asks for begin with the same keys, so that one rule sorts them all.
 */
public final class ExposureCounts {
  private static final int OWN_KEYS = 7;

  /** Times to activation are counted by the second. */
  public static final Duration TIME_UNIT = Duration.ofSeconds(1);

  private final Arms arms;
  private final boolean excludeSeveralArms;
  private final boolean excludePriorQualifiers;
  private final Duration window;

  public ExposureCounts(Arms arms, MultipleArms multiple, PriorQualifiers prior, Duration window) {
    this(
        arms,
        multiple != MultipleArms.MULTIPLE_ARMS_FIRST,
        prior != PriorQualifiers.PRIOR_QUALIFIERS_KEEP,
        window);
  }

  private ExposureCounts(
      Arms arms, boolean excludeSeveralArms, boolean excludePriorQualifiers, Duration window) {
    this.arms = arms;
    this.excludeSeveralArms = excludeSeveralArms;
    this.excludePriorQualifiers = excludePriorQualifiers;
    this.window = window;
  }

  /** The same rule for a metric with a window of its own. */
  public ExposureCounts in(Duration other) {
    return new ExposureCounts(arms, excludeSeveralArms, excludePriorQualifiers, other);
  }

  public Duration window() {
    return window;
  }

  /** Activated within the window. */
  public Fold activation() {
    return fold(new FactKey.Reached(window));
  }

  /** The day of first exposure; activated within the window. */
  public Fold daily() {
    return fold(new FactKey.Day(), new FactKey.Reached(window));
  }

  /** Seconds to activation or to the end of what was watched; activated within the window. */
  public Fold times() {
    return fold(new FactKey.Elapsed(TIME_UNIT), new FactKey.Reached(window));
  }

  private Fold fold(FactKey... own) {
    return fold(List.of(own), List.of());
  }

  /** A fold by place and arm, and by further keys, with sums. */
  public Fold fold(List<FactKey> own, List<FactSum> sums) {
    List<FactKey> keys = new ArrayList<>();
    keys.add(new FactKey.Excluded());
    keys.add(new FactKey.SetAside());
    keys.add(new FactKey.InPeriod());
    keys.add(new FactKey.Arm());
    keys.add(new FactKey.SeveralArms());
    keys.add(new FactKey.QualifiedBefore());
    keys.add(new FactKey.Mature(window));
    keys.addAll(own);
    return new Fold(keys, sums);
  }

  /** The rows of who is compared in an arm, in every arm when it is null. */
  public List<Row> compared(Counts counts, @Nullable String arm) {
    return counts.rows().stream()
        .map(Row::new)
        .filter(row -> place(row) == Place.COMPARED && (arm == null || arm.equals(row.arm())))
        .toList();
  }

  /** The rows of who was assigned to an arm, before anyone is set aside. */
  public List<Row> assigned(Counts counts) {
    return counts.rows().stream()
        .map(Row::new)
        .filter(row -> place(row).compareTo(Place.PRIOR_QUALIFIER) >= 0)
        .toList();
  }

  /** The rows of who was exposed to an arm that is compared, those of several arms among them. */
  public List<Row> exposed(Counts counts) {
    return counts.rows().stream()
        .map(Row::new)
        .filter(row -> place(row).compareTo(Place.SEVERAL_ARMS) >= 0)
        .toList();
  }

  /** Whether who saw several arms is set aside. */
  public boolean excludesSeveralArms() {
    return excludeSeveralArms;
  }

  /** Entities of a place and an arm (every arm when null) for which the test holds. */
  public int count(Counts counts, Place place, @Nullable String arm, Predicate<Row> test) {
    long sum = 0;
    for (Counts.Row raw : counts.rows()) {
      Row row = new Row(raw);
      if (place(row) == place && (arm == null || arm.equals(row.arm())) && test.test(row)) {
        sum += raw.count();
      }
    }
    return Math.toIntExact(sum);
  }

  public int count(Counts counts, Place place, @Nullable String arm) {
    return count(counts, place, arm, row -> true);
  }

  /** First exposures to an arm, before anyone is set aside but those who saw several arms. */
  public int assigned(Counts counts, String arm) {
    return count(counts, Place.PRIOR_QUALIFIER, arm)
        + count(counts, Place.IMMATURE, arm)
        + count(counts, Place.COMPARED, arm);
  }

  /** Who was left out, over all arms. */
  public Excluded excluded(Counts counts) {
    return Excluded.newBuilder()
        .setExcludedEntities(count(counts, Place.EXCLUDED_ENTITY, null))
        .setSetAsideEntities(count(counts, Place.SET_ASIDE, null))
        .setOutsidePeriod(count(counts, Place.OUTSIDE_PERIOD, null))
        .setOtherArms(count(counts, Place.OTHER_ARM, null))
        .setMultipleArms(severalArms(counts))
        .setPriorQualifiers(count(counts, Place.PRIOR_QUALIFIER, null))
        .setImmature(count(counts, Place.IMMATURE, null))
        .build();
  }

  /** Seen in several arms, whether the plan sets them aside or not. */
  private int severalArms(Counts counts) {
    return Math.toIntExact(
        exposed(counts).stream()
            .filter(Row::severalArms)
            .mapToLong(row -> row.row().count())
            .sum());
  }

  public Place place(Row row) {
    if (row.excluded()) {
      return Place.EXCLUDED_ENTITY;
    }
    if (row.setAside()) {
      return Place.SET_ASIDE;
    }
    if (!row.inPeriod()) {
      return Place.OUTSIDE_PERIOD;
    }
    if (!arms.isCompared(row.arm())) {
      return Place.OTHER_ARM;
    }
    if (row.severalArms() && excludeSeveralArms) {
      return Place.SEVERAL_ARMS;
    }
    if (row.qualifiedBefore() && excludePriorQualifiers) {
      return Place.PRIOR_QUALIFIER;
    }
    return row.mature() ? Place.COMPARED : Place.IMMATURE;
  }

  /** One combination of values. */
  public record Row(Counts.Row row) {
    public boolean excluded() {
      return flag(0);
    }

    boolean setAside() {
      return flag(1);
    }

    boolean inPeriod() {
      return flag(2);
    }

    public @Nullable String arm() {
      Object arm = row.values().get(3);
      return arm == null ? null : arm.toString();
    }

    public boolean severalArms() {
      return flag(4);
    }

    boolean qualifiedBefore() {
      return flag(5);
    }

    boolean mature() {
      return flag(6);
    }

    /** A truth value of the fold's own keys. */
    public boolean ownFlag(int index) {
      return flag(OWN_KEYS + index);
    }

    /** A number or text of the fold's own keys. */
    public Object own(int index) {
      Object value = row.values().get(OWN_KEYS + index);
      if (value == null) {
        throw new IllegalStateException("key " + index + ": unknown (expected: a value)");
      }
      return value;
    }

    /** A text of the fold's own keys; where it is unknown, the words for it. */
    public String text(int index) {
      Object value = row.values().get(OWN_KEYS + index);
      return value == null ? "(unknown)" : value.toString();
    }

    private boolean flag(int index) {
      return Boolean.TRUE.equals(row.values().get(index));
    }
  }
}
