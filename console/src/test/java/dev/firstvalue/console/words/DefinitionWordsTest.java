package dev.firstvalue.console.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import dev.firstvalue.definition.v1.Condition;
import dev.firstvalue.definition.v1.ValueEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          event: 'a'                                           | a
          event: ['a', 'b', 'c'] at_least: 3                   | at least 3 × a, b or c
          event: 'a' where: 'x > 1' by: 'owner'                | a by whoever is in owner where x > 1
          event: 'a' distinct: 'day' at_least: 2               | a on at least 2 different days
          event: 'a' distinct: 'user' at_least: 2              | a by at least 2 different users
          event: 'a' distinct: 'properties.id' at_least: 2     | at least 2 different properties.id of a
          event: 'a' sum: 'properties.eur' at_least: 0.5       | a total of properties.eur of at least 0.5 over a
          event: 'a' at_least: 1000000                         | at least 1000000 × a
          all {event: 'a'} all {event: 'b'}                    | all of these (a; b)
          any {event: 'a'} any {event: 'b'}                    | any of these (a; b)
          any {event: 'a'} any {event: 'b'} at_least: 2        | at least 2 of these (a; b)
          event: 'a' unless {event: 'b'}                       | a, unless b comes first
          event: 'a' per: 'day' within: '1d12h'                | a, for one and the same day, within 1 day 12 hours of time zero
          sequence {event: 'a' name: 's'} sequence {event: 'b'} gap: '30m' | these, one after the other, each within 30 minutes of the one before (a, called s; b)
          ratio {of {event: 'a'} to {event: 'b'} above: 0.1 from: 5 after: '2d'} | more than 0.1 a for each b, once there are 5 of the latter, looked at once, 2 days after the first of them
          """)
  void everyFormOfAConditionHasWords(String condition, String words) throws Exception {
    Condition message = TextFormat.parse(condition, Condition.class);
    assertThat(ConditionWords.of(message).line()).isEqualTo(words);
  }

  @Test
  void aDefinitionIsSaidFromItsStartToWhatRetainedMeans() throws Exception {
    ValueEvent definition =
        TextFormat.parse(
            """
            spec {
              entity: "account"
              start {event: "signed_up" newness: "30d"}
              within: "7d"
              qualifies {event: "done" at_least: 3}
              milestones {name: "opened" condition {event: "opened"}}
              variants {name: "big" when: "start.properties.seats > 9" qualifies {event: "shared"}}
              segments: "start.properties.plan"
              outcomes {name: "month" from: "7d" to: "30d" condition {event: "done"}}
            }
            """,
            ValueEvent.class);
    assertThat(DefinitionWords.of(definition))
        .extracting(Clause::line)
        .containsExactly(
            "An account is counted from the first signed_up, with nothing in the 30 days before.",
            "Value is reached within 7 days by at least 3 × done.",
            "Where start.properties.seats > 9 (big), it is reached by shared instead.",
            "The steps on the way: (opened: opened)",
            "Retained means: (month: done, from 7 days to 30 days after time zero)",
            "Reports are cut by each of these: (start.properties.plan)");
    assertThat(DefinitionWords.line(definition))
        .isEqualTo("at least 3 × done, within 7 days of signed_up; for some, another rule");
  }
}
