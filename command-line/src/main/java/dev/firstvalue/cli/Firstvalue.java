package dev.firstvalue.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program itself; its commands are its subcommands. */
@Command(
    name = "firstvalue",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    description =
        "Agree on the action that proves a user got value, test it on real events, serve it, and"
            + " see whether an experiment moved it.")
public final class Firstvalue implements Runnable {
  @Spec private CommandSpec spec;

  private Firstvalue(CommandSpec spec) {
    this.spec = spec;
  }

  /** The command line with every command on it, ready to execute. */
  public static CommandLine commandLine() {
    return new CommandLine(new Firstvalue(CommandSpec.create()));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "command: none (expected: one of the below)");
  }

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }
}
