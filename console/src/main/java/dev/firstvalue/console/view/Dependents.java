package dev.firstvalue.console.view;

import java.util.List;

/**
 * Who still depends on a definition.
 *
 * @param readers the last seen first
 * @param count how many readers there are
 * @param experiments that count by it and are not over
 * @param since when the server counts readers; empty where it does not say
 */
public record Dependents(
    List<Reader> readers, int count, List<Experiment> experiments, String since) {
  /** Copies the lists. */
  public Dependents {
    readers = List.copyOf(readers);
    experiments = List.copyOf(experiments);
  }

  /** A program or a person that asks for a version. */
  public record Reader(String caller, String client, String version, String fetches, String seen) {}

  /** An experiment that is not over. */
  public record Experiment(String name, String pinned, String end) {}
}
