package dev.firstvalue.definition.evaluate;

import static dev.firstvalue.definition.evaluate.Plans.leaf;
import static dev.firstvalue.definition.evaluate.Plans.plan;
import static dev.firstvalue.definition.evaluate.Plans.source;
import static dev.firstvalue.definition.evaluate.Plans.with;
import static dev.firstvalue.definition.evaluate.Rows.event;
import static dev.firstvalue.definition.evaluate.Rows.micros;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Identity;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.RowQuality;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IdentitiesTest {
  private static final String NIL = "00000000-0000-0000-0000-000000000000";
  private static final int WATERMARK = 1_000;
  private static final Event ANONYMOUS = event(0, "signed_up", "x");

  @Test
  void anAliasIsItsCanonicalUser() {
    List<Event> events = List.of(ANONYMOUS, event(5, "lesson", "ana"));
    List<EntityFacts> facts = new ArrayList<>();
    facts(events, link("x", "ana", 3)).facts(question(true), facts::add);

    assertThat(facts).extracting(EntityFacts::entity).containsExactly("ana");
    assertThat(facts).extracting(EntityFacts::qualifiedAt).containsExactly(micros(5));
  }

  @Test
  void withoutATableInTheModelEachIdIsItsOwn() {
    List<EntityFacts> facts = new ArrayList<>();
    facts(List.of(ANONYMOUS), link("x", "ana", 3)).facts(question(false), facts::add);

    assertThat(facts).extracting(EntityFacts::entity).containsExactly("x");
  }

  @Test
  void theNewestLinkBeforeTheWatermarkCountsAndOfSeveralTheLeastId() {
    assertThat(user(link("x", "ana", 9), link("x", "ben", 3), link("x", "cleo", WATERMARK)))
        .isEqualTo("ana");
    assertThat(user(link("x", "\uFF5E", 3), link("x", "😀", 3))).isEqualTo("\uFF5E");
  }

  @Test
  void aChainIsNotFollowed() {
    assertThat(user(link("x", "y", 1), link("y", "ana", 2))).isEqualTo("y");
  }

  @Test
  void nobodyIsNeitherAliasNorCanonical() {
    for (String nobody : List.of("", "0", NIL)) {
      assertThat(user(link("x", nobody, 5), link("x", "ana", 3))).isEqualTo("ana");
      assertThat(quality(link(nobody, "ana", 5))).isEqualTo(new RowQuality.Links(0, 0, 0));
    }
  }

  @Test
  void conflictsAndChainsAreCountedAndALinkToOneselfIsNone() {
    assertThat(quality(link("x", "y", 1), link("x", "z", 2), link("x", "x", WATERMARK)))
        .isEqualTo(new RowQuality.Links(1, 1, 0));
    assertThat(quality(link("x", "y", 1), link("y", "z", 2)))
        .isEqualTo(new RowQuality.Links(2, 0, 1));
    assertThat(quality(link("x", "y", 1), link("y", "y", 1)))
        .isEqualTo(new RowQuality.Links(2, 0, 0));
    assertThat(facts(List.of()).quality(question(false)).links()).isEmpty();
  }

  /** Who signed up as x. */
  private static String user(Identity... identities) {
    List<EntityFacts> facts = new ArrayList<>();
    facts(List.of(ANONYMOUS), identities).facts(question(true), facts::add);
    return facts.getFirst().entity();
  }

  private static RowQuality.Links quality(Identity... identities) {
    return facts(List.of(ANONYMOUS), identities).quality(question(true)).links().orElseThrow();
  }

  private static ReferenceFacts facts(List<Event> events, Identity... identities) {
    return new ReferenceFacts(events, List.of(), List.of(identities));
  }

  private static Identity link(@Nullable String alias, @Nullable String canonical, int second) {
    return new Identity(alias, canonical, micros(second));
  }

  private static Question question(boolean identities) {
    Source source = source();
    Plan plan =
        with(
            plan(leaf("lesson")),
            new Source(
                source.table(),
                source.timestamp(),
                source.event(),
                source.eventId(),
                source.receivedAt(),
                source.properties(),
                source.entityColumns(),
                source.completeFrom(),
                source.zone(),
                source.exclude(),
                source.excludeEntities(),
                source.startProperties(),
                source.exposures(),
                identities
                    ? Optional.of(new Source.Identities("identities", "alias", "canonical", "ts"))
                    : Optional.empty()));
    return new Question(
        plan, Micros.instant(micros(WATERMARK)), Optional.empty(), Optional.empty());
  }
}
