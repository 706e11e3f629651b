package dev.firstvalue.cli.discover;

import dev.firstvalue.cli.terminal.ProgramVersion;
import dev.firstvalue.cli.workspace.Workspace;
import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.DocumentKind;
import dev.firstvalue.definition.document.DocumentReader;
import dev.firstvalue.definition.document.Marks;
import dev.firstvalue.definition.document.Read;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.meaning.Hashes;
import dev.firstvalue.definition.plan.Durations;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.Condition;
import dev.firstvalue.definition.v1.Metadata;
import dev.firstvalue.definition.v1.Outcome;
import dev.firstvalue.definition.v1.Start;
import dev.firstvalue.definition.v1.ValueEvent;
import dev.firstvalue.definition.v1.ValueEventSpec;
import dev.firstvalue.validation.v1.Provenance;
import dev.firstvalue.validator.discovery.DiscoverySubject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;

/** A search as a definition without a value event: start, entity, segments and one outcome. */
final class SearchDocument {
  private static final String PLACE = "the search";

  private final Workspace workspace;
  private final SearchOptions options;
  private final CommandSpec spec;

  SearchDocument(Workspace workspace, SearchOptions options, CommandSpec spec) {
    this.workspace = workspace;
    this.options = options;
    this.spec = spec;
  }

  DiscoverySubject subject() {
    options.check(spec);
    ValueEvent document = document();
    Duration from = Durations.parse(document.getSpec().getOutcomes(0).getFrom());
    List<Integer> windows = options.windows(from, spec);
    Plan bound = Binder.plan(workspace.eventModel(), named(within(document, windows))).orThrow();
    Plan plan =
        new Plan(
            bound.source(),
            bound.entity(),
            bound.anchor(),
            bound.window(),
            bound.leaves(),
            List.of(),
            bound.outcomes().getFirst().instants(),
            List.of(),
            bound.outcomes(),
            bound.attributes());
    return new DiscoverySubject(
        plan,
        new TreeMap<>(workspace.eventModel().message().getSpec().getCatalogMap()),
        windows,
        options.times(),
        options.distinct(),
        options.outcomeEvents(),
        options.settings(),
        Provenance.newBuilder()
            .setProgram(ProgramVersion.text())
            .setEventModelHash(Hashes.eventModel(workspace.eventModel().message()).text())
            .build());
  }

  /** What is known before a value event is found. */
  ValueEvent document() {
    Optional<ValueEventSpec> like =
        options.like().map(name -> workspace.definition(name).message().getSpec());
    ValueEventSpec.Builder search = ValueEventSpec.newBuilder();
    like.ifPresent(spec -> search.setEntity(spec.getEntity()).setStart(spec.getStart()));
    like.ifPresent(spec -> search.addAllSegments(spec.getSegmentsList()));
    options.entity().ifPresent(search::setEntity);
    if (search.getEntity().isEmpty()) {
      search.setEntity("user");
    }
    options.start().ifPresent(event -> search.setStart(Start.newBuilder().addEvent(event)));
    options.segments().ifPresent(attributes -> search.clearSegments().addAllSegments(attributes));
    return ValueEvent.newBuilder()
        .setApiVersion("firstvalue/v1")
        .setKind("ValueEvent")
        .setMetadata(Metadata.newBuilder().setName("search"))
        .setSpec(search.addOutcomes(outcome(like)))
        .build();
  }

  private Outcome outcome(Optional<ValueEventSpec> like) {
    Outcome.Builder outcome =
        like.filter(spec -> spec.getOutcomesCount() > 0)
            .map(spec -> spec.getOutcomes(0).toBuilder())
            .orElseGet(() -> Outcome.newBuilder().setName("retained").setFrom("7d").setTo("30d"));
    options.outcome().ifPresent(text -> outcome.setName("retained").setCondition(condition(text)));
    options.from().ifPresent(outcome::setFrom);
    options.to().ifPresent(outcome::setTo);
    if (!outcome.hasCondition()) {
      throw new FirstvalueException(
          ErrorCode.DOCUMENT_INVALID,
          options.like().orElse(PLACE),
          "the definition has no outcome",
          "Say with --outcome what counts as retained");
    }
    return outcome.build();
  }

  /** An event of the catalog by its name, or a condition as a document has it. */
  private Condition condition(String text) {
    if (workspace.eventModel().message().getSpec().getCatalogMap().containsKey(text)
        || text.matches("[\\w.:/ -]*")) {
      return Condition.newBuilder().addEvent(text).build();
    }
    String document =
        """
        apiVersion: firstvalue/v1
        kind: ValueEvent
        metadata: {name: search}
        spec:
          entity: user
          start: {event: any}
          within: 1d
          qualifies:
        """
            + text.strip().indent(4);
    return switch (DocumentReader.read(
        "--outcome", document.getBytes(StandardCharsets.UTF_8), DocumentKind.VALUE_EVENT)) {
      case Read.Accepted(Document.OfValueEvent(var _, ValueEvent message, var _)) ->
          message.getSpec().getQualifies();
      case Read.Accepted _ -> throw new IllegalStateException("a value event was demanded");
      case Read.Refused(var findings) ->
          throw new FirstvalueException(
              ErrorCode.DOCUMENT_INVALID,
              "--outcome",
              findings.all().stream()
                  .filter(Finding::blocks)
                  .findFirst()
                  .orElseThrow()
                  .explanation(),
              "Give an event, or a condition such as '{event: lesson_completed, atLeast: 2}'");
    };
  }

  /** A window and a value event, which every definition has; the search reads neither. */
  private static ValueEvent within(ValueEvent document, List<Integer> windows) {
    ValueEvent.Builder whole = document.toBuilder();
    int last = windows.stream().mapToInt(Integer::intValue).max().orElseThrow();
    whole
        .getSpecBuilder()
        .setWithin(last + "d")
        .setQualifies(document.getSpec().getOutcomes(0).getCondition());
    return whole.build();
  }

  private static Document.OfValueEvent named(ValueEvent document) {
    return new Document.OfValueEvent(PLACE, document, Marks.none());
  }
}
