package dev.firstvalue.cli.registry;

import dev.firstvalue.client.RegistryConnection;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which registry is read. */
public final class RegistryOptions {
  private static final Duration DEADLINE = Duration.ofMinutes(1);

  @ArgGroup(multiplicity = "1")
  private Choice choice;

  @Mixin private ClientSecurityOptions security;

  /** One of the two. */
  static final class Choice {
    @Option(
        names = {"-R", "--repository"},
        paramLabel = "DIR",
        description = "The registry's bare Git repository.")
    private @Nullable Path repository;

    @Option(
        names = "--server",
        paramLabel = "HOST:PORT",
        description = "A running registry server.")
    private @Nullable String server;
  }

  RegistryReader open() {
    return reader(choice.repository, choice.server, security);
  }

  /** A server, asked by the command line. */
  public static RegistryConnection connection(String server, ClientSecurityOptions security) {
    return RegistryConnection.to(
        server, DEADLINE, security.security(), CommandLineProgram.of(System.getenv()));
  }

  /** A reader of one of the two. */
  public static RegistryReader reader(
      @Nullable Path repository, @Nullable String server, ClientSecurityOptions security) {
    if (repository != null) {
      return new LocalRegistry(repository);
    }
    if (server == null) {
      throw new IllegalStateException("no registry was named (expected: one of two options)");
    }
    return new RemoteRegistry(server, security.security());
  }
}
