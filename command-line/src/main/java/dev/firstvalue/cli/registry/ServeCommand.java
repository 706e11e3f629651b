package dev.firstvalue.cli.registry;

import dev.firstvalue.cli.options.StoreOptions;
import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.experiment.service.ExperimentEndpoint;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.access.Tokens;
import dev.firstvalue.registry.proposal.Proposals;
import dev.firstvalue.registry.push.GitMount;
import dev.firstvalue.registry.server.ProposalEndpoint;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.version.DocumentLanguage;
import dev.firstvalue.validator.Scope;
import dev.firstvalue.validator.service.ValidationEndpoint;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves the registry, and with a store backtests and analyses, over gRPC and HTTP. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description =
        "Serve the registry and its proposals over gRPC, and backtests and analyses beside it, with"
            + " health and reflection; with --http-port the web console, and every unary method as"
            + " JSON over HTTP, too. Ends on Ctrl-C, after the requests that are under way.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  firstvalue serve --repository registry.git",
      "  firstvalue serve --repository registry.git --port 7777 --http-port 7780 --store"
          + " http://localhost:8123/analytics"
    })
public final class ServeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-R", "--repository"},
      required = true,
      paramLabel = "DIR",
      description = "The registry's bare Git repository.")
  private Path repository;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "Where to listen. Default: ${DEFAULT-VALUE}: this machine alone.")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
  private int port = 7777;

  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      description = "The port of HTTP; 0 takes a free one. Default: no HTTP.")
  private @Nullable Integer httpPort;

  @Option(
      names = "--read-only",
      description = "Change nothing: another server owns the repository, and this one follows it.")
  private boolean readOnly;

  @Mixin private OperationOptions operation;
  @Mixin private ServerSecurityOptions security;

  @Mixin private StoreOptions store;

  @Override
  public Integer call() throws InterruptedException {
    Terminal terminal = Terminal.of(spec);
    Clock clock = Clock.systemUTC();
    try (RegistryRepository registry =
            operation.follows()
                ? RegistryRepository.createOrOpen(repository, new DocumentLanguage(), clock)
                : readOnly
                    ? RegistryRepository.open(repository, new DocumentLanguage(), clock)
                    : RegistryRepository.openForWriting(repository, new DocumentLanguage(), clock);
        LazySession session = new LazySession(() -> store.open(terminal))) {
      Desk desk = new Desk(registry, session, !readOnly && !operation.follows(), clock);
      RegistryServer.Builder builder =
          RegistryServer.builder(registry)
              .address(host, port)
              .compiler(new DefinitionSql(session::facts, clock))
              .addService(new ValidationEndpoint(desk::validate))
              .addService(new ExperimentEndpoint(desk::analyze, new LiftShelf(registry::snapshot)));
      PublishGate gate = new PublishGate(session::facts, Scope.everything(), clock);
      DocumentLanguage language = new DocumentLanguage();
      // Where main is another repository's, its proposals are that one's too.
      Proposals proposals =
          operation.follows()
              ? Proposals.followed(registry, language, gate)
              : new Proposals(registry, language, gate, security.proposals());
      builder.addService(new ProposalEndpoint(proposals));
      if (!readOnly && !operation.follows()) {
        builder.mount(new GitMount(registry, proposals));
      }
      if (httpPort != null) {
        builder.http(host, httpPort).pages(new ConsoleMount(clock));
      }
      operation.apply(builder, registry);
      security.apply(builder, new Tokens(repository, clock), host, clock);
      try (RegistryServer server = builder.start()) {
        server.httpPort().ifPresent(at -> tell(terminal, security.scheme(), at));
        terminal.println("serving " + repository + " on " + host + ":" + server.port());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> operation.stop(server), "drain"));
        operation.run(registry, server, terminal);
      }
    }
    return ExitCode.FINE;
  }

  private void tell(Terminal terminal, String scheme, int at) {
    String address = scheme + "://" + host + ":" + at;
    terminal.println("http on " + address);
    terminal.println("console at " + address + "/");
  }
}
