package dev.firstvalue.definition.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.bind.Samples;
import dev.firstvalue.definition.meaning.Change.Kind;
import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.definition.v1.ValueEvent;
import org.junit.jupiter.api.Test;

class ChangeTest {
  @Test
  void equalDocumentsAreUnchanged() {
    assertThat(change("'growth'", "'growth'"))
        .isEqualTo(new Change(Kind.UNCHANGED, java.util.List.of()));
  }

  @Test
  void whatIsBesideTheRuleIsDescription() {
    Change change =
        change("'owners': ['growth']", "'owners': ['platform', 'growth'], 'title': 'x'");

    assertThat(change.kind()).isEqualTo(Kind.DESCRIPTION);
    assertThat(change.differences())
        .extracting(Difference::toString)
        .containsExactly(
            "metadata.title: added x",
            "metadata.owners[0]: growth, now platform",
            "metadata.owners[1]: added growth");
    assertThat(change("'to': '90d'", "'to': '60d'").kind()).isEqualTo(Kind.DESCRIPTION);
  }

  @Test
  void theSameRuleInOtherWordsIsARewrite() {
    Change change = change("properties.seconds >= 30", "29 < properties.seconds");

    assertThat(change.kind()).isEqualTo(Kind.REWRITE);
    assertThat(change.differences())
        .extracting(Difference::toString)
        .containsExactly(
            "spec.qualifies.where: properties.seconds >= 30, now 29 < properties.seconds");
  }

  @Test
  void anotherRuleIsAnotherMeaning() {
    Change change = change("'within': '7d'", "'within': '6d'");

    assertThat(change.kind()).isEqualTo(Kind.MEANING);
    assertThat(change.differences())
        .extracting(Difference::toString)
        .containsExactly("spec.within: 7d, now 6d");
    assertThat(change("'atLeast': 3", "'atLeast': 4").differences())
        .extracting(Difference::toString)
        .containsExactly("spec.qualifies.atLeast: 3, now 4");
    assertThat(change("'unless': {'event': ['account_deleted']}", "'unless': null").differences())
        .extracting(Difference::toString)
        .containsExactly("spec.qualifies.unless: {\"event\":[\"account_deleted\"]}, now absent");
  }

  @Test
  void theModelChangesTheMeaningWhereTheRuleReadsIt() {
    Change.State before = state(Samples.MODEL, Samples.DEFINITION);

    Change excluded =
        Change.between(
            before, state(Samples.MODEL.replace("is_test == true", "is_test"), Samples.DEFINITION));
    assertThat(excluded.kind()).isEqualTo(Kind.REWRITE);
    assertThat(excluded.differences())
        .extracting(Difference::toString)
        .containsExactly(
            "event-model:spec.exclude: properties.is_test == true, now properties.is_test");

    Change typed =
        Change.between(
            before,
            state(
                Samples.MODEL.replace("'seconds': 'INT'", "'seconds': 'DOUBLE'"),
                Samples.DEFINITION));
    assertThat(typed.kind()).isEqualTo(Kind.MEANING);
    assertThat(typed.differences())
        .extracting(Difference::toString)
        .containsExactly("event-model:properties.seconds: INT, now DOUBLE");

    assertThat(
            Change.between(
                    before, state(Samples.MODEL.replace("'user_id'", "'uid'"), Samples.DEFINITION))
                .kind())
        .isEqualTo(Kind.UNCHANGED);
  }

  private static Change change(String from, String to) {
    assertThat(Samples.DEFINITION).contains(from);
    return Change.between(
        state(Samples.MODEL, Samples.DEFINITION),
        state(Samples.MODEL, Samples.DEFINITION.replace(from, to)));
  }

  private static Change.State state(String model, String definition) {
    EventModel events = Samples.model(model);
    ValueEvent document = Samples.definition(definition);
    return new Change.State(events, document, Binder.plan(events, document).orThrow());
  }
}
