package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Identity;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What entities did in their windows, by events of any name that are theirs by their own column.
 * The log is gone through when the first of them is asked for.
 */
final class Activities {
  private final Question question;
  private final List<Event> events;
  private final List<Identity> identities;
  private @Nullable Map<String, List<Event>> rows;

  Activities(Question question, List<Event> events, List<Identity> identities) {
    this.question = question;
    this.events = events;
    this.identities = identities;
  }

  /** What the entity of these facts did. */
  Activity of(EntityFacts facts) {
    long end = facts.timeZero() + Micros.of(question.plan().window());
    boolean ids = question.plan().source().eventId().isPresent();
    Map<String, Long> once = new HashMap<>();
    List<Long> instants = new ArrayList<>();
    for (Event row : byEntity().getOrDefault(facts.entity(), List.of())) {
      if (row.timestamp() >= facts.timeZero() && row.timestamp() < end) {
        if (!ids || row.id() == null || row.id().isEmpty()) {
          instants.add(row.timestamp());
        } else {
          once.merge(row.id(), row.timestamp(), Math::min);
        }
      }
    }
    instants.addAll(once.values());
    return new Activity(facts.timeZero(), instants);
  }

  private Map<String, List<Event>> byEntity() {
    Map<String, List<Event>> known = rows;
    if (known == null) {
      known = new HashMap<>();
      Log log = new Log(question.plan().source(), question.watermark(), events, identities);
      for (Event row : log.rows()) {
        String entity = EntityIds.of(question.plan().entity(), row);
        if (entity != null) {
          known.computeIfAbsent(entity, any -> new ArrayList<>()).add(row);
        }
      }
      rows = known;
    }
    return known;
  }
}
