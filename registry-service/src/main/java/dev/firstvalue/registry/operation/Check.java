package dev.firstvalue.registry.operation;

/**
 * One thing that was looked at.
 *
 * @param name what was looked at, in a word or two
 * @param outcome whether it is well
 * @param finding what was found, in a sentence without a full stop
 * @param remedy what to do, in a sentence without a full stop; empty where nothing is to be done
 */
public record Check(String name, Outcome outcome, String finding, String remedy) {
  /** How something is. */
  public enum Outcome {
    /** As it should be. */
    FINE,
    /** It serves, and somebody should look at it. */
    WARNING,
    /** It does not serve, or will not for long. */
    FAILURE
  }

  /** Refuses a bad outcome without a remedy. */
  public Check {
    if ((outcome == Outcome.FINE) != remedy.isEmpty()) {
      throw new IllegalArgumentException(
          "remedy: " + remedy + " (expected: one, exactly where the outcome is not FINE)");
    }
  }

  /** Nothing is to be done. */
  public static Check fine(String name, String finding) {
    return new Check(name, Outcome.FINE, finding, "");
  }

  /** It serves; somebody should look at it. */
  public static Check warning(String name, String finding, String remedy) {
    return new Check(name, Outcome.WARNING, finding, remedy);
  }

  /** It does not serve. */
  public static Check failure(String name, String finding, String remedy) {
    return new Check(name, Outcome.FAILURE, finding, remedy);
  }
}
