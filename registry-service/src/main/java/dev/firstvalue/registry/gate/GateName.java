package dev.firstvalue.registry.gate;

import java.util.Locale;

/** Every gate there is, in the order in which they are asked. The ids are stable. */
public enum GateName {
  /** Every document reads, and means something under the event model. */
  DOCUMENT,
  /** Main's files are still those that the change was made to. */
  CONFLICT,
  /** A name that is no longer served does not come back with another meaning. */
  NAME,
  /** Lint finds no error; room in the stage is one of its rules. */
  LINT,
  /** The policy allows the class of change, or waives it. */
  CHANGE,
  /** Nobody depends any more on what is retired. */
  DEPENDENTS,
  /** A change of meaning says from when it applies. */
  RESTATEMENT,
  /** Enough people who did not write it approve, and nobody asks for changes. */
  REVIEW,
  /** An owner of every file approves. */
  OWNER,
  /** A fresh backtest passes under the policy. */
  VERDICT;

  /** The id: {@code document} and the like. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
