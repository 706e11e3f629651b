package dev.firstvalue.registry.owner;

/** A line of CODEOWNERS that nobody can obey. */
public final class CodeOwnersException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final String problem;

  CodeOwnersException(int line, String problem) {
    super(CodeOwners.FILE + ":" + line + ": " + problem);
    this.line = line;
    this.problem = problem;
  }

  /** The line, from 1. */
  public int line() {
    return line;
  }

  /** What is wrong with it. */
  public String problem() {
    return problem;
  }
}
