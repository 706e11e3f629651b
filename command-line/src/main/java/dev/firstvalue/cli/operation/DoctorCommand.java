package dev.firstvalue.cli.operation;

import dev.firstvalue.cli.options.StoreOptions;
import dev.firstvalue.cli.registry.ClientSecurityOptions;
import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.cli.workspace.StoreSession;
import dev.firstvalue.client.ClientSecurity;
import dev.firstvalue.client.RegistryConnection;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.operation.Check;
import dev.firstvalue.registry.operation.RepositoryDoctor;
import dev.firstvalue.registry.version.DocumentLanguage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks at a registry from all sides and says what to do. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Look at a registry from all sides: disk, every Git object, the index of versions, the"
            + " evidence, the files on main, the clock; with --store the event store, with --server"
            + " a running server. Says what is wrong and what to do, and changes nothing.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  firstvalue doctor --repository registry.git",
      "  firstvalue doctor --repository registry.git --server localhost:7777 --format json",
      "%nExit codes: 0 all is fine, 1 something to look at, 2 misuse, 3 something does not serve."
    })
public final class DoctorCommand implements Callable<Integer> {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  @Spec private CommandSpec spec;

  @Option(
      names = {"-R", "--repository"},
      required = true,
      paramLabel = "DIR",
      description = "The registry's bare Git repository.")
  private Path repository;

  @Option(names = "--server", paramLabel = "HOST:PORT", description = "A running registry server.")
  private @Nullable String server;

  @Option(names = "--format", paramLabel = "FORMAT", description = "text or json. Default: text.")
  private DoctorFormat format = DoctorFormat.TEXT;

  @Mixin private ClientSecurityOptions security;
  @Mixin private StoreOptions store;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    List<Check> checks =
        new ArrayList<>(
            RepositoryDoctor.examine(repository, new DocumentLanguage(), Clock.systemUTC()));
    if (store.named()) {
      checks.add(store(terminal));
    }
    if (server != null) {
      checks.add(server(server, security.security()));
    }
    terminal.print(format.write(checks));
    return checks.stream().map(Check::outcome).mapToInt(DoctorCommand::exit).max().orElse(0);
  }

  private Check store(Terminal terminal) {
    try (StoreSession session = store.open(terminal)) {
      return Check.fine("store", session.facts().origin().storeVersion() + " answers");
    } catch (FirstvalueException e) {
      return Check.failure("store", e.place() + ": " + e.problem(), e.remedy());
    }
  }

  private static Check server(String target, ClientSecurity security) {
    try (RegistryConnection connection = RegistryConnection.to(target, DEADLINE, security)) {
      return Check.fine("server", target + " answers at revision " + connection.revision());
    } catch (FirstvalueException e) {
      return Check.failure("server", e.place() + ": " + e.problem(), e.remedy());
    }
  }

  private static int exit(Check.Outcome outcome) {
    return switch (outcome) {
      case FINE -> ExitCode.FINE;
      case WARNING -> ExitCode.FINDINGS;
      case FAILURE -> ExitCode.ENVIRONMENT;
    };
  }
}
