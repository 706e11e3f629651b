package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Identity;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.plan.Source;
import dev.firstvalue.definition.plan.Stream;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The rows that a question may read, those before its watermark that the source does not exclude,
 * each with its canonical user, and the means to look at them.
 */
final class Log {
  private final Source source;
  private final ExpressionEvaluator evaluator;
  private final Identities identities;
  private final List<Event> rows;
  private final long end;

  Log(Source source, Instant watermark, List<Event> events, List<Identity> identities) {
    this.source = source;
    this.evaluator = new ExpressionEvaluator(source.zone());
    this.end = Micros.of(watermark);
    this.identities = new Identities(source, end, identities);
    this.rows =
        events.stream()
            .filter(row -> row.timestamp() < end)
            .map(this.identities::of)
            .map(row -> source.equalRowsOnce() ? WholeRows.named(row, source) : row)
            .filter(row -> !excluded(row))
            .toList();
  }

  Source source() {
    return source;
  }

  ExpressionEvaluator evaluator() {
    return evaluator;
  }

  Identities identities() {
    return identities;
  }

  /** The watermark, in microseconds. */
  long end() {
    return end;
  }

  List<Event> rows() {
    return rows;
  }

  /** The entities that the row belongs to; none if it is not of the stream's events. */
  Set<String> owners(Stream stream, Event row) {
    Set<String> owners = new LinkedHashSet<>();
    if (stream.events().contains(row.name())) {
      for (var whose : stream.whose()) {
        String owner = EntityIds.known((String) evaluator.value(whose, Subject.ofRow(row)));
        if (owner != null) {
          owners.add(owner);
        }
      }
    }
    return owners;
  }

  private boolean excluded(Event row) {
    return source.exclude().isPresent()
        && evaluator.holds(source.exclude().get(), Subject.ofRow(row));
  }
}
