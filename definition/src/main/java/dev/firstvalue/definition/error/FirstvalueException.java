package dev.firstvalue.definition.error;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error of the catalogue. It says where it happened, what is wrong, and what to do.
 *
 * <p>None of the three may hold a password or a token. They may hold text from documents and
 * tables; whoever prints them to a terminal or a page escapes it.
 */
public final class FirstvalueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String place;
  private final String problem;
  private final String remedy;
  private final Map<String, String> details;

  /**
   * Creates an error.
   *
   * @param place what was being read or reached: a file with line, a URL without credentials, a
   *     flag
   * @param problem what is wrong, in a sentence without a full stop
   * @param remedy what to do, in a sentence without a full stop
   */
  public FirstvalueException(ErrorCode code, String place, String problem, String remedy) {
    this(code, place, problem, remedy, Map.of(), null);
  }

  /** Creates an error with the exception behind it. */
  public FirstvalueException(
      ErrorCode code, String place, String problem, String remedy, @Nullable Throwable cause) {
    this(code, place, problem, remedy, Map.of(), cause);
  }

  /** Creates an error with facts for programs. */
  public FirstvalueException(
      ErrorCode code, String place, String problem, String remedy, Map<String, String> details) {
    this(code, place, problem, remedy, details, null);
  }

  private FirstvalueException(
      ErrorCode code,
      String place,
      String problem,
      String remedy,
      Map<String, String> details,
      @Nullable Throwable cause) {
    super(place + ": " + problem + " (" + code.id() + "). " + remedy, cause);
    this.code = code;
    this.place = place;
    this.problem = problem;
    this.remedy = remedy;
    this.details = Map.copyOf(details);
  }

  /** The entry of the catalogue. */
  public ErrorCode code() {
    return code;
  }

  /** What was being read or reached. */
  public String place() {
    return place;
  }

  /** What is wrong. */
  public String problem() {
    return problem;
  }

  /** What to do. */
  public String remedy() {
    return remedy;
  }

  /** Facts for programs, such as what was expected and what was found; empty for most errors. */
  public Map<String, String> details() {
    return details;
  }
}
