package dev.firstvalue.definition.plan;

import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Expression.Column;
import dev.firstvalue.definition.expression.Expression.EventColumn;
import dev.firstvalue.definition.expression.Expression.Has;
import dev.firstvalue.definition.expression.Expression.OfStepBefore;
import dev.firstvalue.definition.expression.Parts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the predicates of a chain read of the events that fill its links. Timestamps are not among
 * it: an event has its instant anyway.
 */
public final class StepReads {
  private StepReads() {}

  /** What the link's own predicate reads of an event that may fill it. */
  public static List<Expression> asCandidate(Leaf.Link link) {
    return reads(link.follows(), StepReads::ofCandidate);
  }

  /** What the predicate of the next link reads of the event that fills the one before it. */
  public static List<Expression> asStepBefore(Leaf.Link next) {
    return reads(next.follows(), StepReads::ofStepBefore);
  }

  /** Whether the value depends on the event that may fill the link. */
  public static boolean readsCandidate(Expression expression) {
    return ofCandidate(expression).findAny().isPresent();
  }

  /** Whether the value depends on the event that fills the step before. */
  public static boolean readsStepBefore(Expression expression) {
    return ofStepBefore(expression).findAny().isPresent();
  }

  private interface Reader {
    Stream<Expression> in(Expression expression);
  }

  private static List<Expression> reads(Optional<Expression> follows, Reader reader) {
    return follows.stream()
        .flatMap(reader::in)
        .filter(read -> !read.equals(new Column(EventColumn.TIMESTAMP)))
        .distinct()
        .toList();
  }

  private static Stream<Expression> ofCandidate(Expression expression) {
    return switch (expression) {
      case OfStepBefore _, Has(OfStepBefore _) -> Stream.empty();
      case Expression.Property _, Expression.StartProperty _, Column _, Has _ ->
          Stream.of(expression);
      default -> Parts.of(expression).stream().flatMap(StepReads::ofCandidate);
    };
  }

  private static Stream<Expression> ofStepBefore(Expression expression) {
    return switch (expression) {
      case OfStepBefore(Expression value) -> Stream.of(value);
      case Has(OfStepBefore(Expression value)) -> Stream.of(new Has(value));
      default -> Parts.of(expression).stream().flatMap(StepReads::ofStepBefore);
    };
  }
}
