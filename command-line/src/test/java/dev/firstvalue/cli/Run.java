package dev.firstvalue.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * One call of the program, inside this process.
 *
 * @param exit its exit code
 * @param out what it answered
 * @param err what it said besides
 */
public record Run(int exit, String out, String err) {
  /** Runs the program. */
  public static Run of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Firstvalue.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    int exit = line.execute(arguments);
    return new Run(exit, out.toString(), err.toString());
  }
}
