package dev.firstvalue.cli;

import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.definition.document.Nearest;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.reporting.render.Printable;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * How errors look on a terminal: what happened, where, and what to do. Never a bare stack trace.
 */
final class Failures {
  private Failures() {}

  /** Says a wrong call in a few lines: the error, the nearest known word, where to read more. */
  static int misuse(ParameterException error, String[] arguments) {
    CommandLine command = error.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("firstvalue: " + Printable.line(String.valueOf(error.getMessage())));
    suggest(error, err);
    err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return ExitCode.MISUSE;
  }

  /** Names the nearest flag or command, if one is near. */
  private static void suggest(ParameterException error, PrintWriter err) {
    if (error instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption()) {
      String flag = unmatched.getUnmatched().getFirst().replaceFirst("=.*", "");
      Nearest.to(flag, error.getCommandLine().getCommandSpec().optionsMap().keySet())
          .ifPresent(nearest -> err.println("Did you mean " + nearest + "?"));
    } else {
      UnmatchedArgumentException.printSuggestions(error, err);
    }
  }

  /** Says an error of the catalogue, or one that is ours. */
  static int failure(Exception error, CommandLine command, ParseResult result) {
    PrintWriter err = command.getErr();
    if (error instanceof FirstvalueException known) {
      err.println("firstvalue: " + Printable.line(known.place() + ": " + known.problem()));
      String remedy = Printable.line(known.remedy());
      err.println("  " + remedy + (remedy.endsWith("?") || remedy.endsWith(".") ? "" : "."));
      err.println("  (" + known.code().id() + ": docs/errors.md#" + known.code().id() + ")");
      err.flush();
      return ExitCode.of(known);
    }
    err.println("firstvalue: a defect of Firstvalue itself: " + Printable.line(error.toString()));
    StringWriter trace = new StringWriter();
    error.printStackTrace(new PrintWriter(trace, true));
    trace.toString().lines().forEach(line -> err.println("  " + line.replace("\t", "  ")));
    err.println("  (internal: docs/errors.md#internal)");
    err.flush();
    return ExitCode.ENVIRONMENT;
  }
}
