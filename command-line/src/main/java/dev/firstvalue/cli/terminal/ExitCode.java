package dev.firstvalue.cli.terminal;

import dev.firstvalue.definition.error.FirstvalueException;

/** What the program's exit code says; documented in the command line's reference. */
public final class ExitCode {
  /** All is well. */
  public static final int FINE = 0;

  /** The work was done, and something was found: a refused definition, a bad row, a lint error. */
  public static final int FINDINGS = 1;

  /** The call was wrong: a flag, a file, a name. */
  public static final int MISUSE = 2;

  /** The surroundings failed: a store, a disk, a permission, or the program itself. */
  public static final int ENVIRONMENT = 3;

  private ExitCode() {}

  /** The code of an error of the catalogue. */
  public static int of(FirstvalueException error) {
    return switch (error.code().fault()) {
      case CALLER -> MISUSE;
      case OPERATOR, FIRSTVALUE -> ENVIRONMENT;
    };
  }
}
