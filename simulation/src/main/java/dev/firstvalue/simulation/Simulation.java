package dev.firstvalue.simulation;

import java.util.Map;

/** A log that is made up, what is true of it, and the documents by which it can be backtested. */
public interface Simulation {
  /** Hands over the rows, entity by entity in the order of time; each call gives the same rows. */
  void simulate(Rows rows);

  /** Whether there are exposures. */
  boolean exposes();

  /** What is true of the log, as JSON that ends with a line feed. */
  String truth();

  /** Documents by their path in a repository of definitions. */
  Map<String, String> documents();
}
