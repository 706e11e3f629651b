package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.plan.EntityKind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which ids name somebody. */
final class EntityIds {
  /** Empty, zero, and the UUID of zeros, which programs write where nobody is logged in. */
  private static final Set<String> NOBODY = Set.of("", "0", "00000000-0000-0000-0000-000000000000");

  private EntityIds() {}

  /** The id, or null if it names nobody: absent, empty and zero ids are no entity. */
  static @Nullable String known(@Nullable String id) {
    return id == null || NOBODY.contains(id) ? null : id;
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
