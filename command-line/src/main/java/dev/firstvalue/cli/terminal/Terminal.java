package dev.firstvalue.cli.terminal;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command writes: answers to out, everything about the way there to err. */
public final class Terminal {
  private final PrintWriter out;
  private final PrintWriter err;

  private Terminal(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  /** The streams of a command. */
  public static Terminal of(CommandSpec spec) {
    return new Terminal(spec.commandLine().getOut(), spec.commandLine().getErr());
  }

  /** Writes an answer as it is. */
  public void print(String text) {
    out.print(text);
    out.flush();
  }

  /** Writes a line of the answer. */
  public void println(String line) {
    out.println(line);
    out.flush();
  }

  /** Writes a line about the way there. */
  public void note(String line) {
    err.println(line);
    err.flush();
  }

  /** Shows how far something is, over what was shown before; nothing when nobody watches. */
  public void progress(String line) {
    if (watched()) {
      err.print("\r\u001b[K" + line);
      err.flush();
    }
  }

  /** Takes the progress line away. */
  public void progressDone() {
    if (watched()) {
      err.print("\r\u001b[K");
      err.flush();
    }
  }

  /** Whether answers may have colours: a terminal, and nobody said NO_COLOR. */
  public static boolean colors() {
    return watched() && System.getenv("NO_COLOR") == null;
  }

  /** Whether somebody sees progress as it goes: a terminal that can move its cursor. */
  public static boolean watched() {
    String term = System.getenv("TERM");
    return interactive() && !isDumb(term);
  }

  private static boolean interactive() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  private static boolean isDumb(@Nullable String term) {
    return term == null || term.toLowerCase(Locale.ROOT).equals("dumb");
  }
}
