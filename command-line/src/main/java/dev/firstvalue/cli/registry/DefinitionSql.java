package dev.firstvalue.cli.registry;

import com.google.protobuf.Timestamp;
import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.Marks;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.Watermark;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.definition.v1.ValueEvent;
import dev.firstvalue.registry.compile.SqlCompiler;
import dev.firstvalue.registry.v1.CompileDefinitionRequest;
import dev.firstvalue.registry.v1.CompileDefinitionResponse;
import dev.firstvalue.registry.v1.CompiledStep;
import dev.firstvalue.store.facts.ClickHouseFacts;
import dev.firstvalue.store.sql.Relation;
import dev.firstvalue.store.sql.SqlRenderer;
import dev.firstvalue.validator.Scope;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The SQL that counts a definition in a store: of its tables it asks which columns there are, and
 * how far the events reach unless that is said.
 */
public final class DefinitionSql implements SqlCompiler {
  private final Supplier<ClickHouseFacts> store;
  private final Clock clock;

  DefinitionSql(Supplier<ClickHouseFacts> store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public CompileDefinitionResponse compile(
      EventModel model, ValueEvent definition, CompileDefinitionRequest request) {
    Plan plan =
        Binder.plan(
                new Document.OfEventModel(Repository.EVENT_MODEL, model, Marks.none()),
                Desk.document(definition))
            .orThrow();
    Scope scope =
        new Scope(
            Desk.instant("as_of", request.hasAsOf(), request.getAsOf()),
            Desk.instant("since", request.hasSince(), request.getSince()),
            Desk.instant("until", request.hasUntil(), request.getUntil()));
    return of(store.get(), plan, scope, clock.instant());
  }

  /**
   * The SQL of a plan.
   *
   * @return statement, steps and watermark
   */
  public static CompileDefinitionResponse of(
      ClickHouseFacts facts, Plan plan, Scope scope, Instant now) {
    Watermark watermark =
        scope
            .asOf()
            .map(instant -> new Watermark(instant, Watermark.Basis.AS_OF))
            .orElseGet(() -> Watermark.of(scope.asOf(), facts.extent(plan.source()), now));
    Question question = new Question(plan, watermark.instant(), scope.since(), scope.until());
    SqlRenderer renderer = facts.renderer(plan.source());
    Instant end = watermark.instant();
    CompileDefinitionResponse.Builder compiled =
        CompileDefinitionResponse.newBuilder()
            .setSql(renderer.facts(question, Optional.empty()))
            .setWatermark(
                Timestamp.newBuilder().setSeconds(end.getEpochSecond()).setNanos(end.getNano()))
            .setWatermarkSource(watermark.basis().name());
    for (Relation relation : Relation.values()) {
      compiled.addSteps(
          CompiledStep.newBuilder()
              .setName(relation.relationName())
              .setMeaning(relation.words())
              .setSql(renderer.relation(question, relation, Optional.empty())));
    }
    return compiled.build();
  }
}
