package dev.firstvalue.registry.version;

import dev.firstvalue.definition.v1.ValueEvent;

/** How a name stands on main. */
public enum Standing {
  /** Its newest version is served. */
  ACTIVE,
  /** Its newest version is served with a notice. */
  DEPRECATED,
  /** Its file says so: the name is answered by an error, its versions stay readable. */
  RETIRED,
  /** Its file is gone: answered like RETIRED; the name stays reserved. */
  DELETED;

  /** Whether the newest version answers for the name. */
  public boolean served() {
    return this == ACTIVE || this == DEPRECATED;
  }

  static Standing of(ValueEvent definition) {
    return switch (definition.getSpec().getStatus()) {
      case STATUS_UNSPECIFIED, STATUS_ACTIVE, UNRECOGNIZED -> ACTIVE;
      case STATUS_DEPRECATED -> DEPRECATED;
      case STATUS_RETIRED -> RETIRED;
    };
  }
}
