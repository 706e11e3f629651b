package dev.firstvalue.registry.gate;

/**
 * One reason why a gate is shut.
 *
 * @param subject the definition or the file
 * @param problem what is wrong, without a full stop
 * @param remedy what to do, without a full stop
 */
public record Objection(GateName gate, String subject, String problem, String remedy) {
  /** The subject and the problem, on one line. */
  @Override
  public String toString() {
    return subject + ": " + problem;
  }
}
