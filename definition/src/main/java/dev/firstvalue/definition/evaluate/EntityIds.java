package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.plan.EntityKind;
import org.jspecify.annotations.Nullable;

/** Which ids name somebody. */
final class EntityIds {
  private EntityIds() {}

  /** The id, or null if it names nobody: absent, empty and zero ids are no entity. */
  static @Nullable String known(@Nullable String id) {
    return id == null || id.isEmpty() || id.equals("0") ? null : id;
  }

  /** The entity in the row's own column. */
  static @Nullable String of(EntityKind kind, Event row) {
    return known(
        switch (kind) {
          case USER -> row.user();
          case ACCOUNT -> row.account();
        });
  }
}
