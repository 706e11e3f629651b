package dev.firstvalue.cli.proposal;

import dev.firstvalue.cli.options.ScopeOptions;
import dev.firstvalue.cli.options.StoreOptions;
import dev.firstvalue.cli.registry.AuthorConverter;
import dev.firstvalue.cli.registry.ClientSecurityOptions;
import dev.firstvalue.cli.registry.LazySession;
import dev.firstvalue.cli.registry.PublishGate;
import dev.firstvalue.cli.registry.RegistryOptions;
import dev.firstvalue.cli.registry.RegistryReader;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.registry.git.Author;
import dev.firstvalue.registry.v1.DefinitionVersion;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which registry is asked, and who asks. */
final class ProposalOptions {
  @ArgGroup(multiplicity = "1")
  private Choice choice;

  @Option(
      names = "--author",
      paramLabel = "NAME <EMAIL>",
      converter = AuthorConverter.class,
      description = "Who asks. Default: GIT_AUTHOR_NAME and GIT_AUTHOR_EMAIL, or your login.")
  private Author author = AuthorConverter.ofEnvironment();

  @Option(
      names = "--request-id",
      paramLabel = "ID",
      description = "Repeated under the same id, a call does nothing twice.")
  private String requestId = "";

  @Mixin private ClientSecurityOptions security;
  @Mixin private ScopeOptions scope;
  @Mixin private StoreOptions store;

  /** One of the two. */
  static final class Choice {
    @Option(names = "--server", paramLabel = "HOST:PORT", description = "The registry's server.")
    private @Nullable String server;

    @Option(
        names = {"-R", "--repository"},
        paramLabel = "DIR",
        description =
            "The registry's bare Git repository; to change something, while no server does. Only"
                + " then the store is asked from here.")
    private @Nullable Path repository;
  }

  /** To change something, or to ask the store. */
  ProposalDoor open(Terminal terminal) {
    return open(terminal, false);
  }

  /** To read, which a server that writes does not mind. */
  ProposalDoor read(Terminal terminal) {
    return open(terminal, true);
  }

  private ProposalDoor open(Terminal terminal, boolean reads) {
    String server = choice.server;
    if (server != null) {
      return ProposalDoor.Remote.to(server, security.security());
    }
    Path repository = choice.repository;
    if (repository == null) {
      throw new IllegalStateException("no registry was named (expected: one of two options)");
    }
    LazySession session = new LazySession(() -> store.open(terminal));
    return new LocalDoor(
        repository,
        reads,
        new PublishGate(session::facts, scope.scope(), Clock.systemUTC()),
        session::close);
  }

  /** One version of a definition of the same registry. */
  DefinitionVersion version(String name, int number) {
    try (RegistryReader reader =
        RegistryOptions.reader(choice.repository, choice.server, security)) {
      return reader.version(name, number);
    }
  }

  String actor() {
    return author.name() + " <" + author.email() + ">";
  }

  String requestId() {
    return requestId;
  }
}
