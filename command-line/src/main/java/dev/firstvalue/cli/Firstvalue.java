package dev.firstvalue.cli;

import dev.firstvalue.cli.audit.AuditCommand;
import dev.firstvalue.cli.check.CheckCommand;
import dev.firstvalue.cli.data.ImportCommand;
import dev.firstvalue.cli.data.ProbeCommand;
import dev.firstvalue.cli.data.SimulateCommand;
import dev.firstvalue.cli.demo.DemoCommand;
import dev.firstvalue.cli.discover.DiscoverCommand;
import dev.firstvalue.cli.drift.BridgeCommand;
import dev.firstvalue.cli.drift.RevalidateCommand;
import dev.firstvalue.cli.fuzz.FuzzCommand;
import dev.firstvalue.cli.lint.LintCommand;
import dev.firstvalue.cli.operation.BackupCommand;
import dev.firstvalue.cli.operation.DoctorCommand;
import dev.firstvalue.cli.operation.RestoreCommand;
import dev.firstvalue.cli.proposal.EvidenceCommand;
import dev.firstvalue.cli.proposal.ProposalsCommand;
import dev.firstvalue.cli.proposal.ProposeCommand;
import dev.firstvalue.cli.proposal.RestatementsCommand;
import dev.firstvalue.cli.proposal.RevertCommand;
import dev.firstvalue.cli.registry.DependentsCommand;
import dev.firstvalue.cli.registry.DiffCommand;
import dev.firstvalue.cli.registry.GetCommand;
import dev.firstvalue.cli.registry.ListCommand;
import dev.firstvalue.cli.registry.LogCommand;
import dev.firstvalue.cli.registry.PublishCommand;
import dev.firstvalue.cli.registry.ReadersCommand;
import dev.firstvalue.cli.registry.ReportCommand;
import dev.firstvalue.cli.registry.ReportsCommand;
import dev.firstvalue.cli.registry.ServeCommand;
import dev.firstvalue.cli.registry.TokenCommand;
import dev.firstvalue.cli.report.AnalyzeCommand;
import dev.firstvalue.cli.report.BacktestCommand;
import dev.firstvalue.cli.report.ExplainCommand;
import dev.firstvalue.cli.report.PlanCommand;
import dev.firstvalue.cli.report.SqlCommand;
import dev.firstvalue.cli.report.StuckCommand;
import dev.firstvalue.cli.setup.InitCommand;
import dev.firstvalue.cli.setup.SchemaCommand;
import dev.firstvalue.cli.stats.StatsCommand;
import dev.firstvalue.cli.terminal.ProgramVersion;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
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
            + " see whether an experiment moved it.",
    subcommands = {
      DemoCommand.class,
      InitCommand.class,
      SchemaCommand.class,
      ProbeCommand.class,
      ImportCommand.class,
      SimulateCommand.class,
      LintCommand.class,
      CheckCommand.class,
      BacktestCommand.class,
      DiscoverCommand.class,
      RevalidateCommand.class,
      BridgeCommand.class,
      StuckCommand.class,
      ExplainCommand.class,
      SqlCommand.class,
      PlanCommand.class,
      AnalyzeCommand.class,
      PublishCommand.class,
      ProposeCommand.class,
      ProposalsCommand.class,
      RevertCommand.class,
      RestatementsCommand.class,
      ServeCommand.class,
      GetCommand.class,
      ListCommand.class,
      LogCommand.class,
      DiffCommand.class,
      EvidenceCommand.class,
      ReadersCommand.class,
      DependentsCommand.class,
      DoctorCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      ReportsCommand.class,
      ReportCommand.class,
      TokenCommand.class,
      AuditCommand.class,
      StatsCommand.class,
      FuzzCommand.class,
      HelpCommand.class
    },
    footerHeading = "%nExit codes: 0 fine, 1 findings, 2 misuse, 3 environment.%n")
public final class Firstvalue implements Runnable {
  @Spec private CommandSpec spec;

  /** The command line with every command on it, ready to execute. */
  public static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Firstvalue());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    line.setParameterExceptionHandler(Failures::misuse);
    line.setExecutionExceptionHandler(Failures::failure);
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "command: none (expected: one of the below)");
  }

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    CommandLine line = commandLine();
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    System.exit(line.execute(args));
  }
}
