package dev.firstvalue.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.ExposureFacts;
import dev.firstvalue.definition.facts.ExposureQuestion;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.RowQuality;
import dev.firstvalue.definition.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LingoTest {
  @Test
  void aSeedIsALog() {
    assertThat(Recorded.of(300, 5)).isEqualTo(Recorded.of(300, 5));
    assertThat(Recorded.of(300, 5)).isNotEqualTo(Recorded.of(300, 6));
  }

  @Test
  void asManyUsersSignUpAsAreAskedFor() {
    for (int entities : List.of(1, 2, 77)) {
      assertThat(
              Recorded.of(entities, 3).events().stream()
                  .filter(event -> event.name().equals("signed_up"))
                  .map(Event::user)
                  .distinct())
          .hasSize(entities);
    }
    assertThatThrownBy(() -> Recorded.of(0, 3)).hasMessage("entities: 0 (expected: at least 1)");
  }

  @Test
  void theLogEndsLongAfterItsEighthWeek() {
    Recorded log = Recorded.of(2000, 1);
    long end = Micros.of(Lingo.end());

    assertThat(log.events()).allSatisfy(event -> assertThat(event.timestamp()).isLessThan(end));
    assertThat(log.facts().extent(Repository.plan("app-opened-once").source()).newest())
        .hasValueSatisfying(
            newest -> assertThat(newest).isAfter(Lingo.end().minus(Duration.ofHours(1))));
  }

  @Test
  void whatDisturbsAnAnalysisIsThere() {
    Recorded log = Recorded.of(3000, 2);
    Question question =
        new Question(
            Repository.plan("lessons-completed"), Lingo.end(), Optional.empty(), Optional.empty());
    List<EntityFacts> facts = new ArrayList<>();
    log.facts().facts(question, facts::add);
    RowQuality quality = log.facts().quality(question);

    assertThat(facts).anyMatch(EntityFacts::excluded).anyMatch(one -> !one.newnessVerified());
    assertThat(facts).hasSizeBetween(2850, 2999); // imported users do not start
    assertThat(quality.duplicates().orElseThrow()).isPositive();
    assertThat(quality.properties())
        .anySatisfy(
            fill -> {
              assertThat(fill.property()).isEqualTo("seconds");
              assertThat(fill.mistyped()).isPositive();
            });
    assertThat(exposed(log)).anyMatch(one -> one.arms() == 2);
  }

  @Test
  void nobodyQualifiesBeforeExposure() {
    assertThat(exposed(Recorded.of(1000, 4))).noneMatch(ExposureFacts::qualifiedBefore);
  }

  @Test
  void bothWindowsHoldTheSameValue() {
    Recorded log = Recorded.of(1000, 8);
    Plan plan = Repository.plan("lessons-completed");
    List<EntityFacts> facts = new ArrayList<>();
    log.facts()
        .facts(new Question(plan, Lingo.end(), Optional.empty(), Optional.empty()), facts::add);
    List<ExposureFacts> exposed = exposed(log);

    assertThat(exposed)
        .filteredOn(one -> one.qualifiedAt() != null)
        .extracting(ExposureFacts::entity)
        .containsExactlyElementsOf(
            facts.stream()
                .filter(one -> !one.excluded() && one.qualifiedAt() != null)
                .map(EntityFacts::entity)
                .filter(one -> exposed.stream().anyMatch(other -> other.entity().equals(one)))
                .toList());
  }

  @Test
  void theTruthIsWrittenAsNumbers() {
    assertThat(Lingo.truth().json())
        .contains("\"app-opened-once\": 0.98")
        .contains("\"causalEffect\": 0.12")
        .endsWith("}\n");
  }

  private static List<ExposureFacts> exposed(Recorded log) {
    List<ExposureFacts> facts = new ArrayList<>();
    log.facts().facts(new ExposureQuestion(Repository.experiment(), Lingo.end()), facts::add);
    return facts;
  }
}
