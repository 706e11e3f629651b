package dev.firstvalue.definition.error;

/** Who can mend an error. */
public enum Fault {
  /** Whoever called: a document, a flag or a request is wrong. Exit code 2. */
  CALLER,
  /** Whoever runs the machines: a store, a disk or a permission is missing. Exit code 3. */
  OPERATOR,
  /** Ourselves: a defect of Firstvalue. Exit code 3. */
  FIRSTVALUE
}
