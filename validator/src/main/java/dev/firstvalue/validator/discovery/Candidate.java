package dev.firstvalue.validator.discovery;

import java.util.Comparator;
import java.util.List;

/**
 * A definition that is tried: every clause holds before the end of so many days.
 *
 * @param clauses one, or two of different features
 * @param days after time zero, at least 1
 */
public record Candidate(List<Clause> clauses, int days) {
  /** Fewest clauses, then the smallest number of times, then the shortest window. */
  public static final Comparator<Candidate> SIMPLEST =
      Comparator.comparingInt((Candidate one) -> one.clauses().size())
          .thenComparingInt(one -> one.clauses().stream().mapToInt(Clause::times).sum())
          .thenComparingInt(Candidate::days)
          .thenComparingInt(one -> one.clauses().getFirst().feature())
          .thenComparingInt(one -> one.clauses().getLast().feature())
          .thenComparingInt(one -> one.clauses().getFirst().times());

  public Candidate {
    clauses = List.copyOf(clauses);
    if (clauses.isEmpty() || clauses.size() > 2 || days < 1) {
      throw new IllegalArgumentException(
          "candidate: " + clauses + " in " + days + " (expected: one or two clauses in 1 day on)");
    }
  }

  /** A feature so often in so many days. */
  public static Candidate of(int feature, int times, int days) {
    return new Candidate(List.of(new Clause(feature, times)), days);
  }

  /** The same with one clause more. */
  Candidate and(Clause more) {
    return new Candidate(List.of(clauses.getFirst(), more), days);
  }
}
