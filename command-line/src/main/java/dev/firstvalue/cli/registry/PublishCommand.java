package dev.firstvalue.cli.registry;

import dev.firstvalue.cli.options.ScopeOptions;
import dev.firstvalue.cli.options.StoreOptions;
import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.git.Author;
import dev.firstvalue.registry.publish.Publication;
import dev.firstvalue.registry.publish.Publisher;
import dev.firstvalue.registry.publish.Submission;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.version.DocumentLanguage;
import dev.firstvalue.reporting.render.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes definitions as the next version, or refuses with reasons. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description =
        "Lint and backtest definitions, and commit them to the registry as the next version; or"
            + " refuse with every reason. Event model, policy and experiments may come along.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  firstvalue publish event-model.yaml policy.yaml --repository registry.git",
      "  firstvalue publish definitions/lessons-completed.yaml --repository registry.git",
      "%nExit codes: 0 published or unchanged, 1 refused, 2 misuse, 3 environment."
    })
public final class PublishCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Documents to publish.")
  private List<Path> files = List.of();

  @Option(
      names = {"-R", "--repository"},
      required = true,
      paramLabel = "DIR",
      description = "The registry's bare Git repository; made where there is none.")
  private Path repository;

  @Option(
      names = {"-m", "--message"},
      paramLabel = "TEXT",
      description = "The commit's text.")
  private @Nullable String message;

  @Option(
      names = "--restate",
      paramLabel = "WHEN",
      converter = RestateConverter.class,
      description =
          "From when a change of meaning applies: FORWARD (from now on), ALL (to all of the past)"
              + " or a day. Written as the trailer Restate: of the commit.")
  private @Nullable String restate;

  @Option(
      names = "--author",
      paramLabel = "NAME <EMAIL>",
      converter = AuthorConverter.class,
      description = "Who publishes. Default: GIT_AUTHOR_NAME and GIT_AUTHOR_EMAIL, or your login.")
  private Author author = AuthorConverter.ofEnvironment();

  @Mixin private ScopeOptions scope;
  @Mixin private StoreOptions store;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    List<Submission> submissions = files.stream().map(PublishCommand::read).toList();
    DocumentLanguage language = new DocumentLanguage();
    Publication publication;
    try (RegistryRepository registry =
            RegistryRepository.createOrOpen(repository, language, Clock.systemUTC());
        LazySession session = new LazySession(() -> store.open(terminal))) {
      PublishGate gate = new PublishGate(session::facts, scope.scope(), Clock.systemUTC());
      publication = new Publisher(registry, language, gate).publish(submissions, author, text());
    } finally {
      terminal.progressDone();
    }
    return switch (publication) {
      case Publication.Published published -> {
        published.versions().forEach(v -> terminal.println("published " + named(v)));
        terminal.println(
            "commit " + published.commit() + ": " + String.join(", ", published.paths()));
        published.reports().forEach(id -> terminal.println("report " + id));
        yield ExitCode.FINE;
      }
      case Publication.Unchanged unchanged -> {
        unchanged.versions().forEach(v -> terminal.println("unchanged " + named(v)));
        if (unchanged.versions().isEmpty()) {
          terminal.println("unchanged");
        }
        yield ExitCode.FINE;
      }
      case Publication.Refused refused -> {
        terminal.println("refused:");
        refused
            .objections()
            .forEach(
                objection -> {
                  terminal.println("  " + Printable.line(objection.toString()));
                  terminal.println("    " + Printable.line(objection.remedy()));
                });
        yield ExitCode.FINDINGS;
      }
    };
  }

  private String text() {
    List<String> names = new ArrayList<>();
    files.forEach(file -> names.add(String.valueOf(file.getFileName())));
    String text = message == null ? "Publish " + String.join(", ", names) : message;
    return restate == null ? text : text.stripTrailing() + "\n\nRestate: " + restate;
  }

  private static String named(DefinitionVersion version) {
    return version.getName()
        + " "
        + version.getVersion()
        + (version.getRevision() == 0 ? "" : "." + version.getRevision())
        + " ("
        + version.getMeaningHash()
        + ")";
  }

  private static Submission read(Path file) {
    try {
      return Submission.of(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new FirstvalueException(
          Files.exists(file) ? ErrorCode.FILE_UNREADABLE : ErrorCode.FILE_NOT_FOUND,
          file.toString(),
          "cannot be read: " + e,
          "Name a readable file",
          e);
    }
  }
}
