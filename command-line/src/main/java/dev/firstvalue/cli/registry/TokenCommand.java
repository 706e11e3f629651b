package dev.firstvalue.cli.registry;

import dev.firstvalue.cli.options.InstantConverter;
import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.access.Caller;
import dev.firstvalue.registry.access.Role;
import dev.firstvalue.registry.access.Token;
import dev.firstvalue.registry.access.Tokens;
import dev.firstvalue.registry.audit.TokenChanges;
import dev.firstvalue.registry.git.GitStore;
import dev.firstvalue.reporting.render.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says who may call a registry's server. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description =
        "Create, list and revoke the tokens by which a registry's server knows its callers. As"
            + " soon as there is one, the server asks everybody for theirs; a running one hears of"
            + " a change within a second, of the first token at its next start.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  firstvalue token create --repository registry.git --name billing --role service",
      "  firstvalue token create --repository registry.git --name Ana --email ana@example.com"
          + " --role owner --expires 2027-01-01",
      "  firstvalue token revoke 1f0c9a2b7d3e --repository registry.git"
    })
public final class TokenCommand implements Runnable {
  private static final int LONGEST_NAME = 100;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: create, list or revoke");
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Make a token and print it, this once: the registry keeps its hash alone.")
  int create(
      @Option(
              names = {"-R", "--repository"},
              required = true,
              paramLabel = "DIR",
              description = "The registry's bare Git repository.")
          Path repository,
      @Option(
              names = "--name",
              required = true,
              paramLabel = "NAME",
              description = "Whose it is: a person's name, or a program's.")
          String name,
      @Option(
              names = "--email",
              paramLabel = "ADDRESS",
              defaultValue = "",
              description = "A person's address, as CODEOWNERS and commits name them.")
          String email,
      @Option(
              names = "--role",
              required = true,
              paramLabel = "ROLE",
              description = "service, reader, proposer, owner or admin.")
          String role,
      @Option(
              names = "--expires",
              paramLabel = "TIME",
              converter = InstantConverter.class,
              description = "Until when it is good. Default: until it is revoked.")
          @Nullable Instant expires) {
    Caller caller =
        new Caller(checked("--name", name), checked("--email", email), Role.parse(role));
    Tokens tokens = tokens(repository);
    Tokens.Created created = tokens.create(caller, Optional.ofNullable(expires));
    enter(repository, tokens);
    Terminal.of(spec).println(created.secret());
    return ExitCode.FINE;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List every token there ever was, without its secret.")
  int list(
      @Option(
              names = {"-R", "--repository"},
              required = true,
              paramLabel = "DIR",
              description = "The registry's bare Git repository.")
          Path repository) {
    Terminal terminal = Terminal.of(spec);
    for (Token token : tokens(repository).list()) {
      terminal.println(
          String.format(
              Locale.ROOT,
              "%s  %-8s  %-9s %s  %s",
              token.id(),
              token.caller().role().word(),
              token.revoked().isPresent()
                  ? "revoked"
                  : token.good(Instant.now()) ? "good" : "expired",
              token.created(),
              Printable.line(token.caller().name() + " " + token.caller().email()).strip()));
    }
    return ExitCode.FINE;
  }

  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = "End a token. It stays listed.")
  int revoke(
      @Parameters(paramLabel = "ID", description = "The token's id, from the list.") String id,
      @Option(
              names = {"-R", "--repository"},
              required = true,
              paramLabel = "DIR",
              description = "The registry's bare Git repository.")
          Path repository) {
    Tokens tokens = tokens(repository);
    Token token = tokens.revoke(id);
    enter(repository, tokens);
    Terminal.of(spec)
        .println("revoked " + token.id() + " of " + Printable.line(token.caller().name()));
    return ExitCode.FINE;
  }

  /** Who may call is part of the audit trail before it is said to have changed. */
  private static void enter(Path repository, Tokens tokens) {
    try (GitStore store = GitStore.open(repository, InstantSource.system())) {
      TokenChanges.settle(store, tokens);
    } catch (IOException e) {
      throw new FirstvalueException(
          ErrorCode.FILE_UNWRITABLE,
          repository.toString(),
          "the tokens changed, and the audit trail cannot be written: " + e.getMessage(),
          "Look at the disk: the server enters the change when it can, or the next `token` does",
          e);
    }
  }

  private static Tokens tokens(Path repository) {
    // Tokens without a registry would be in no trail.
    GitStore.open(repository, InstantSource.system()).close();
    return new Tokens(repository, InstantSource.system());
  }

  private static String checked(String option, String value) {
    boolean plain = value.equals(Printable.line(value).strip()) && !value.matches(".*[<>].*");
    if (value.length() > LONGEST_NAME || !plain) {
      throw new FirstvalueException(
          ErrorCode.ARGUMENT_INVALID,
          option,
          "it is long, or holds what no author of a commit may",
          "Give at most " + LONGEST_NAME + " characters of one line, without < and >");
    }
    return value;
  }
}
