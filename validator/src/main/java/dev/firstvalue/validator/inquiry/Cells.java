package dev.firstvalue.validator.inquiry;

import dev.firstvalue.definition.facts.Counts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the counts of a fold that begins with the gates of {@link FoldPlan}. */
public final class Cells {
  private final Counts counts;

  Cells(Counts counts) {
    this.counts = counts;
  }

  /** Entities for which the test holds. */
  public int count(Predicate<Cell> test) {
    long sum = 0;
    for (Counts.Row row : counts.rows()) {
      if (test.test(new Cell(row))) {
        sum += row.count();
      }
    }
    return Math.toIntExact(sum);
  }

  /** The cells by the values of one own key; the order is that of the rows. */
  public <K> Map<K, Cells> groupBy(Function<Cell, K> key) {
    Map<K, java.util.List<Counts.Row>> rows = new LinkedHashMap<>();
    for (Counts.Row row : counts.rows()) {
      rows.computeIfAbsent(key.apply(new Cell(row)), k -> new java.util.ArrayList<>()).add(row);
    }
    Map<K, Cells> groups = new LinkedHashMap<>();
    rows.forEach((k, list) -> groups.put(k, new Cells(new Counts(counts.fold(), list))));
    return groups;
  }

  /** One combination of values. */
  public record Cell(Counts.Row row) {
    /** Out by the source's rule on entities. */
    public boolean excluded() {
      return flag(-FoldPlan.GATES);
    }

    /** Not excluded, and more of its events match than are counted. */
    public boolean setAside() {
      return !excluded() && flag(1 - FoldPlan.GATES);
    }

    /** Neither excluded nor set aside: in the cohort range and before the watermark. */
    public boolean entered() {
      return !excluded() && !setAside();
    }

    /** Entered, newness verified. */
    public boolean newnessVerified() {
      return flag(2 - FoldPlan.GATES);
    }

    /** Mature for what the fold is about. */
    public boolean mature() {
      return flag(3 - FoldPlan.GATES);
    }

    /** In the denominator of reach and lift. */
    public boolean eligible() {
      return entered() && newnessVerified() && mature();
    }

    /** A truth value of the fold's own keys. */
    public boolean flag(int own) {
      return Boolean.TRUE.equals(value(own));
    }

    /** A number of the fold's own keys. */
    public long number(int own) {
      if (value(own) instanceof Long number) {
        return number;
      }
      throw new IllegalStateException("key " + own + ": " + value(own) + " (expected: a number)");
    }

    /** A text of the fold's own keys; null is unknown. */
    public @Nullable String text(int own) {
      Object value = value(own);
      return value == null ? null : value.toString();
    }

    private @Nullable Object value(int own) {
      return row.values().get(FoldPlan.GATES + own);
    }
  }
}
