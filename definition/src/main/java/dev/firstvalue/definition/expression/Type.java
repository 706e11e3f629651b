package dev.firstvalue.definition.expression;

/** The type of a value. */
public enum Type {
  STRING,
  /** 64-bit, signed; overflow is unknown. */
  INT,
  /** Finite binary64. */
  DOUBLE,
  BOOL,
  /** Microseconds since 1970 in UTC. */
  TIMESTAMP,
  /** A signed number of microseconds. */
  DURATION
}
