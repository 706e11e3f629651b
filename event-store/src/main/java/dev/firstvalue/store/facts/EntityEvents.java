package dev.firstvalue.store.facts;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.evaluate.RawValues;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.facts.ExposureQuestion;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.plan.EntityKind;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.Row;
import dev.firstvalue.store.connect.Store;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the events of one entity as the reference evaluator reads them. */
final class EntityEvents {
  /** Beyond this many rows nobody reads an explanation. */
  static final int MOST = 100_000;

  /** The evaluator's time for sequences and shares grows with the square of the rows. */
  static final int MOST_COMPARED = 5_000;

  private final Store store;
  private final ClickHouseFacts facts;

  EntityEvents(Store store, ClickHouseFacts facts) {
    this.store = store;
    this.facts = facts;
  }

  List<Event> of(Question question, String entity) {
    Plan plan = question.plan();
    int most = most(plan);
    List<Event> events =
        store.list(
            Query.of(facts.renderer(plan.source()).entityEvents(question, most + 1L))
                .bind("entity", entity)
                .purpose("events of one entity"),
            row -> event(row, plan));
    return atMost(most, events, "events", entity);
  }

  List<Exposure> exposures(ExposureQuestion question, String entity) {
    boolean isUser = question.plan().definition().entity() == EntityKind.USER;
    List<Exposure> exposures =
        store.list(
            Query.of(facts.renderer(question).entityExposures(question, MOST + 1L))
                .bind("entity", entity)
                .purpose("exposures of one entity"),
            row ->
                new Exposure(
                    row.integer("exposed_at"),
                    question.plan().experiment(),
                    row.text("arm_name"),
                    isUser ? entity : null,
                    isUser ? row.textOrNull("account_id") : entity));
    return atMost(MOST, exposures, "exposures", entity);
  }

  private static <T> List<T> atMost(int most, List<T> rows, String what, String entity) {
    if (rows.size() > most) {
      throw new FirstvalueException(
          ErrorCode.STORE_ROWS_EXCEEDED,
          "entity " + entity,
          String.format(
              Locale.ROOT, "it has more than %,d %s, too many to explain one by one", most, what),
          "Explain it as of an earlier time with --as-of, or another entity");
    }
    return rows;
  }

  private static int most(Plan plan) {
    boolean compared =
        plan.leaves().stream()
            .anyMatch(leaf -> leaf instanceof Leaf.Chain || leaf instanceof Leaf.Ratio);
    return compared ? MOST_COMPARED : MOST;
  }

  private static Event event(Row row, Plan plan) {
    Map<String, String> properties = new HashMap<>();
    int index = 0;
    for (Map.Entry<String, Type> property : plan.source().startProperties().entrySet()) {
      String raw = row.textOrNull("p" + index);
      if (raw != null) {
        Long micros = property.getValue() == Type.TIMESTAMP ? row.integerOrNull("t" + index) : null;
        properties.put(property.getKey(), written(raw, micros));
      }
      index++;
    }
    return new Event(
        row.integer("t"),
        row.text("event_name"),
        row.textOrNull("id"),
        row.textOrNull("user_id"),
        row.textOrNull("account_id"),
        properties);
  }

  /** The raw text; a column of times has its value, and a text of its own that reads as none. */
  private static String written(String raw, @Nullable Long micros) {
    return micros == null || RawValues.read(raw, Type.TIMESTAMP) != null
        ? raw
        : Micros.instant(micros).toString();
  }
}
