package dev.firstvalue.cli.registry;

import com.google.protobuf.ByteString;
import dev.firstvalue.experiment.service.ExperimentEndpoint;
import dev.firstvalue.experiment.v1.Decision;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.access.Access;
import dev.firstvalue.registry.access.Caller;
import dev.firstvalue.registry.access.Limits;
import dev.firstvalue.registry.access.Role;
import dev.firstvalue.registry.access.Tokens;
import dev.firstvalue.registry.gate.GateResult;
import dev.firstvalue.registry.git.Author;
import dev.firstvalue.registry.git.Edit;
import dev.firstvalue.registry.proposal.Proposals;
import dev.firstvalue.registry.report.StoredReport;
import dev.firstvalue.registry.server.ProposalEndpoint;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.v1.CompileDefinitionResponse;
import dev.firstvalue.registry.v1.CompiledStep;
import dev.firstvalue.registry.v1.CreateProposalRequest;
import dev.firstvalue.registry.v1.ProposedContent;
import dev.firstvalue.registry.v1.Report;
import dev.firstvalue.registry.version.DocumentLanguage;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validation.v1.VerdictOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** A registry with a hostile definition and a console, to which everybody shows a token. */
final class ConsoleServer implements AutoCloseable {
  /** A name that would run, break out of an attribute and turn a line around. */
  static final String HOSTILE =
      "\"'><img src=x onerror='window.pwned=1'>\u202e<script>pwned=1</script>";

  private static final Path TEAM = Path.of("..", "definitions-repo");
  private static final String LESSONS = "definitions/lessons-completed.yaml";
  private static final Author ANA = new Author("Ana", "ana@lingo.example");

  private final RegistryRepository registry;
  private final RegistryServer server;
  private final Tokens tokens;

  private ConsoleServer(RegistryRepository registry, RegistryServer server, Tokens tokens) {
    this.registry = registry;
    this.server = server;
    this.tokens = tokens;
  }

  static ConsoleServer start(Path home) throws IOException {
    Clock clock = Clock.systemUTC();
    Path repository = home.resolve("registry.git");
    RegistryRepository registry =
        RegistryRepository.createOrOpen(repository, new DocumentLanguage(), clock);
    for (String file : List.of("event-model.yaml", "policy.yaml", "CODEOWNERS", LESSONS)) {
      commit(
          registry,
          file,
          Files.readString(TEAM.resolve(file))
              .replace(
                  "owners: true}",
                  "owners: true, teams: {lingo/growth: {members: [eva@lingo.example]}}}"),
          "Begin");
    }
    String lessons = Files.readString(TEAM.resolve(LESSONS));
    commit(
        registry,
        LESSONS,
        lessons.replace("within: 7d", "within: 6d"),
        HOSTILE.replace("\u202e", ""));
    commit(
        registry,
        "definitions/hostile.yaml",
        lessons
            .replace("name: lessons-completed", "name: hostile")
            .replace("title: Three", "title: " + quoted("Three"))
            .replace("promise: Learn", "promise: " + quoted("Learn"))
            .replace("source != \"import\"", "source != \"<b>import</b>\""),
        "Hostile");
    commit(registry, "definitions/broken.yaml", "<script>pwned=1</script>: [", "Broken");
    registry.keep(List.of(report(clock), lift(clock)), ANA);
    Tokens tokens = new Tokens(repository, clock);
    Proposals proposals =
        new Proposals(registry, new DocumentLanguage(), candidate -> GateResult.allowed(List.of()));
    propose(proposals, LESSONS, lessons.replace("within: 7d", "within: 5d"));
    propose(
        proposals,
        LESSONS,
        lessons.replace("within: 7d", "within: 6d").replace("title: Three", "title: Three whole"));
    RegistryServer server =
        RegistryServer.builder(registry)
            .access(new Access.ByToken(tokens, clock))
            .limits(Limits.NONE)
            .addService(new ProposalEndpoint(proposals))
            .addService(
                new ExperimentEndpoint(
                    (request, progress) -> {
                      throw new IllegalStateException("no page analyzes");
                    },
                    new LiftShelf(registry::snapshot)))
            .compiler(
                (model, definition, request) ->
                    CompileDefinitionResponse.newBuilder()
                        .setSql("SELECT '" + HOSTILE + "'")
                        .addSteps(CompiledStep.newBuilder().setName("anchors").setSql("SELECT 1"))
                        .addSteps(CompiledStep.newBuilder().setName("facts"))
                        .build())
            .http("127.0.0.1", 0)
            .pages(new ConsoleMount(clock))
            .start();
    return new ConsoleServer(registry, server, tokens);
  }

  /** The secret of a new token. */
  String token(String name, String email, Role role) {
    return tokens.create(new Caller(name, email, role), Optional.empty()).secret();
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.httpPort().orElseThrow() + path;
  }

  int port() {
    return server.port();
  }

  /** The id of the one report that is kept. */
  String report() {
    return registry.snapshot().reports("lessons-completed").getFirst().getId();
  }

  /** A text and what is hostile, as a YAML value. */
  private static String quoted(String text) {
    return "'" + (HOSTILE + text).replace("'", "''").replace("\u202e", "") + "' #";
  }

  private static Report report(Clock clock) {
    ValidationReport.Builder report =
        ValidationReport.newBuilder().setDefinition("lessons-completed").setTitle(HOSTILE);
    report
        .getVerdictBuilder()
        .setOutcome(VerdictOutcome.VERDICT_OUTCOME_PASS)
        .setSentence("They stay. " + HOSTILE);
    return StoredReport.of(report.build(), clock.instant());
  }

  private static Report lift(Clock clock) {
    LiftReport.Builder report =
        LiftReport.newBuilder()
            .setExperiment("checklist")
            .setTitle(HOSTILE)
            .setDecision(Decision.DECISION_SHIP)
            .setSentence("Ship it. " + HOSTILE);
    report.getProvenanceBuilder().setDefinition("lessons-completed");
    return StoredReport.of(report.build(), clock.instant());
  }

  private static void propose(Proposals proposals, String file, String text) {
    proposals.create(
        CreateProposalRequest.newBuilder()
            .setTitle("Ask for more " + HOSTILE.replace("\u202e", ""))
            .setDescription(HOSTILE)
            .setRestate("FORWARD")
            .addFiles(
                ProposedContent.newBuilder()
                    .setName(file)
                    .setContent(ByteString.copyFromUtf8(text)))
            .build(),
        ANA);
  }

  private static void commit(RegistryRepository registry, String path, String text, String why) {
    registry.commit(
        List.of(
            Edit.write(path, text.getBytes(StandardCharsets.UTF_8), new Edit.Expected.Anything())),
        ANA,
        why);
  }

  @Override
  public void close() {
    server.close();
    registry.close();
  }
}
