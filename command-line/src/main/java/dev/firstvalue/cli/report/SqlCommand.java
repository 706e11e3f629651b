package dev.firstvalue.cli.report;

import com.google.protobuf.Timestamp;
import dev.firstvalue.cli.options.DefinitionsOptions;
import dev.firstvalue.cli.options.ScopeOptions;
import dev.firstvalue.cli.options.StoreOptions;
import dev.firstvalue.cli.registry.ClientSecurityOptions;
import dev.firstvalue.cli.registry.DefinitionSql;
import dev.firstvalue.cli.registry.RegistryOptions;
import dev.firstvalue.cli.registry.VersionName;
import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.cli.workspace.StoreSession;
import dev.firstvalue.cli.workspace.Workspace;
import dev.firstvalue.client.RegistryConnection;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.registry.v1.CompileDefinitionRequest;
import dev.firstvalue.registry.v1.CompileDefinitionResponse;
import dev.firstvalue.validator.Scope;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the SQL that counts a definition. */
@Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    description =
        "Print the SQL that counts a definition: one row an entity, to paste into a client.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  firstvalue sql lessons-completed --as-of 2026-06-01 | clickhouse-client",
      "  firstvalue sql lessons-completed@2 --server localhost:7777"
    })
public final class SqlCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME|FILE",
      description =
          "A definition by its name or its file; with --server by its name, or by name and version:"
              + " NAME@VERSION.")
  private String definition;

  @Option(
      names = "--server",
      paramLabel = "HOST:PORT",
      description =
          "Ask a registry's server, for the store that it has, instead of a working copy.")
  private @Nullable String server;

  @Mixin private ClientSecurityOptions security;

  @Mixin private DefinitionsOptions definitions;
  @Mixin private ScopeOptions scope;
  @Mixin private StoreOptions store;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    terminal.print(server == null ? ofWorkspace(terminal).getSql() : ofServer(server).getSql());
    return ExitCode.FINE;
  }

  private CompileDefinitionResponse ofWorkspace(Terminal terminal) {
    Workspace workspace = definitions.workspace(definition);
    Plan plan = workspace.plan(workspace.definition(definition));
    try (StoreSession session = store.open(terminal)) {
      return DefinitionSql.of(session.facts(), plan, scope.scope(), Instant.now());
    } finally {
      terminal.progressDone();
    }
  }

  private CompileDefinitionResponse ofServer(String target) {
    VersionName version = new VersionName.Converter().convert(definition);
    CompileDefinitionRequest.Builder asked =
        CompileDefinitionRequest.newBuilder().setName(version.name());
    version.version().ifPresent(asked::setVersion);
    Scope asks = scope.scope();
    asks.asOf().map(SqlCommand::timestamp).ifPresent(asked::setAsOf);
    asks.since().map(SqlCommand::timestamp).ifPresent(asked::setSince);
    asks.until().map(SqlCommand::timestamp).ifPresent(asked::setUntil);
    try (RegistryConnection connection = RegistryOptions.connection(target, security)) {
      return connection.compile(asked.build());
    }
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}
