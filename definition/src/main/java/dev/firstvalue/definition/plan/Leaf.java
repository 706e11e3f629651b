package dev.firstvalue.definition.plan;

import dev.firstvalue.definition.expression.Expression;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What turns an entity's rows into one instant, or into one for each group of rows.
 *
 * <p>Rows that share an event id count once for each stream of a leaf, at the earliest of them that
 * matches; rows without an id count each.
 */
public sealed interface Leaf {
  /** The largest magnitude of a value that is totalled; larger ones are unknown. */
  long LARGEST_SUMMAND = 1_000_000_000_000_000L;

  /** Which rows: one stream, or one for each step of a chain, or numerator and denominator. */
  List<Stream> streams();

  /** When after time zero. */
  Range range();

  /** The keys of the groups; rows with an unknown key are in no group. One group when empty. */
  List<Expression> per();

  /** The same in another range. */
  Leaf in(Range range);

  /**
   * The n-th smallest instant of the stream's rows in the range. With {@code distinct}, each known
   * value counts once, at its earliest row.
   *
   * @param n at least 1
   * @param distinct what is counted; rows when absent
   */
  record Nth(
      Stream stream, Range range, long n, Optional<Expression> distinct, List<Expression> per)
      implements Leaf {
    public Nth {
      per = List.copyOf(per);
      atLeastOne("n", n);
    }

    @Override
    public List<Stream> streams() {
      return List.of(stream);
    }

    @Override
    public Nth in(Range other) {
      return new Nth(stream, other, n, distinct, per);
    }
  }

  /**
   * The first instant at which the total of all known values at or before it is at least {@code
   * reaching}. Totals are decimal, with six places, cut toward zero; values may be negative, and
   * the first crossing stands. Of copies of one event at one instant the least value counts. A
   * value beyond {@link #LARGEST_SUMMAND} is unknown.
   *
   * @param value of type INT or DOUBLE
   * @param reaching positive, at most six places
   */
  record Total(
      Stream stream, Range range, Expression value, BigDecimal reaching, List<Expression> per)
      implements Leaf {
    /** Decimal places of a total. */
    public static final int PLACES = 6;

    public Total {
      per = List.copyOf(per);
      if (reaching.signum() <= 0 || reaching.stripTrailingZeros().scale() > PLACES) {
        throw new IllegalArgumentException(
            "reaching: " + reaching + " (expected: positive, at most six decimal places)");
      }
      reaching = reaching.setScale(PLACES);
    }

    @Override
    public List<Stream> streams() {
      return List.of(stream);
    }

    @Override
    public Total in(Range other) {
      return new Total(stream, other, value, reaching, per);
    }
  }

  /**
   * The least end over all chains of one event a link, each after the one before. An event fills
   * one link of a chain.
   *
   * @param gap the longest time from an event to the next; unbounded when absent
   * @param simultaneous events of one instant may follow each other, if both have an id and these
   *     differ
   */
  record Chain(
      List<Link> links,
      Range range,
      Optional<Duration> gap,
      boolean simultaneous,
      List<Expression> per)
      implements Leaf {
    /** Above so many links, sets of their ids are too many to be told apart by sorting. */
    public static final int MOST_SORTED_TOGETHER = 8;

    public Chain {
      links = List.copyOf(links);
      per = List.copyOf(per);
      if (links.size() < 2 || links.getFirst().follows().isPresent()) {
        throw new IllegalArgumentException(
            "links: " + links + " (expected: at least two, the first following nothing)");
      }
    }

    /** Whether, at some link, no order of its events tells which of them may follow which. */
    public boolean comparesEveryPair() {
      return links.stream()
          .filter(link -> link.follows().isPresent())
          .map(link -> Follows.of(link.follows()))
          .anyMatch(
              follows -> !follows.canBeSorted() || (simultaneous && !canBeSortedTogether(follows)));
    }

    /**
     * Whether events of one instant can be sorted by what is asked of them: values that are equal,
     * in a chain of few enough links to keep every set of ids that matters.
     */
    public boolean canBeSortedTogether(Follows follows) {
      return follows.canBeSorted()
          && follows.different().isEmpty()
          && links.size() <= MOST_SORTED_TOGETHER;
    }

    @Override
    public List<Stream> streams() {
      return links.stream().map(Link::stream).toList();
    }

    @Override
    public Chain in(Range other) {
      return new Chain(links, other, gap, simultaneous, per);
    }
  }

  /**
   * One link of a chain.
   *
   * @param stream the events that may fill it
   * @param follows what has to be true of such an event and the one before it in the chain
   */
  record Link(Stream stream, Optional<Expression> follows) {}

  /**
   * The first instant at which at least {@code from} of {@code to} are counted and {@code of / to}
   * is more than {@code above}, the share being compared as doubles.
   *
   * <p>With {@code after} it is looked at once: that long after the first event of {@code to} in
   * the group. Events from the look on are not read; the instant is that of the look, never if it
   * lies outside the range, or at or after the watermark.
   *
   * @param above finite, at least 0
   * @param from at least 1
   */
  record Ratio(
      Counted of,
      Counted to,
      Range range,
      double above,
      long from,
      Optional<Duration> after,
      List<Expression> per)
      implements Leaf {
    public Ratio {
      per = List.copyOf(per);
      atLeastOne("from", from);
      if (!Double.isFinite(above) || above < 0) {
        throw new IllegalArgumentException("above: " + above + " (expected: finite, at least 0)");
      }
    }

    @Override
    public List<Stream> streams() {
      return List.of(of.stream(), to.stream());
    }

    @Override
    public Ratio in(Range other) {
      return new Ratio(of, to, other, above, from, after, per);
    }
  }

  /**
   * What a ratio counts.
   *
   * @param distinct each known value once, at its earliest row; rows when absent
   */
  record Counted(Stream stream, Optional<Expression> distinct) {}

  private static void atLeastOne(String name, long number) {
    if (number < 1) {
      throw new IllegalArgumentException(name + ": " + number + " (expected: at least 1)");
    }
  }
}
