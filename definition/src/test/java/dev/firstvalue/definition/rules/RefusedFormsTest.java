package dev.firstvalue.definition.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.lint.Linter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the language cannot say is refused with the reason, at the field that says it. */
class RefusedFormsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);
  private static final String LESSONS = Repository.DEFINITIONS + "lessons.yaml";
  private static final String QUALIFIES = "{event: lesson_completed, atLeast: 3}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          # counts
          {event: lesson_completed, atLeast: 0} ~ value-refused ~ .atLeast ~ a number above 0
          {event: lesson_completed, atLeast: 1.5} ~ at-least ~ .atLeast ~ an integer of at least 1
          {event: lesson_completed, sum: properties.seconds, atLeast: 0} ~ value-refused ~ .atLeast ~ a number above 0
          {event: lesson_completed, sum: properties.seconds, distinct: properties.lesson_id, atLeast: 3} ~ modifier-misplaced ~ .distinct ~ either distinct or sum
          {event: lesson_completed, distinct: event, atLeast: 2} ~ distinct-unknown ~ .distinct ~ account, day, user or properties.NAME
          {event: lesson_completed, distinct: start.properties.plan, atLeast: 2} ~ distinct-unknown ~ .distinct ~ names nothing that can be counted
          {event: lesson_completed, distinct: user, atLeast: 2} ~ distinct-own-entity ~ .distinct ~ there is only one to count
          # what must not happen
          {event: lesson_completed, atMost: 3} ~ unknown-field ~ .atMost ~ say by unless what must not have happened
          {not: {event: lesson_completed}} ~ unknown-field ~ .not ~ what has happened stays so
          {unless: {event: account_deleted}} ~ one-form ~ `` ~ exactly one form
          {event: lesson_completed, unless: {event: account_deleted, unless: {event: class_created}}} ~ unless-nested ~ .unless.unless ~ unless
          # modifiers at forms that do not take them
          {event: lesson_completed, name: done} ~ unknown-field ~ .name ~ steps of a sequence have names
          {event: lesson_completed, gap: 1d} ~ modifier-misplaced ~ .gap ~ does not go with event
          {event: lesson_completed, simultaneous: true} ~ modifier-misplaced ~ .simultaneous ~ does not go with event
          {all: [{event: lesson_completed}, {event: class_created}], per: day} ~ modifier-misplaced ~ .per ~ does not go with all
          {all: [{event: lesson_completed}, {event: class_created}], atLeast: 2} ~ modifier-misplaced ~ .atLeast ~ does not go with all
          {any: [{event: lesson_completed}, {event: class_created}], gap: 1d} ~ modifier-misplaced ~ .gap ~ does not go with any
          {any: [{event: lesson_completed}, {event: class_created}], atLeast: 3} ~ at-least ~ .atLeast ~ more parts are asked for than there are
          {sequence: [{event: lesson_completed}, {event: class_created}], atLeast: 2} ~ modifier-misplaced ~ .atLeast ~ does not go with sequence
          {sequence: [{event: lesson_completed}, {event: class_created}], where: 'true'} ~ modifier-misplaced ~ .where ~ does not go with sequence
          # steps
          {sequence: [{event: lesson_completed}]} ~ sequence-too-short ~ .sequence ~ one step is a plain event
          {sequence: [{event: lesson_completed, atLeast: 2}, {event: class_created}]} ~ unknown-field ~ .sequence[0].atLeast ~ a step of a sequence is one event
          {sequence: [{event: lesson_completed}, {event: class_created, within: 1d}]} ~ unknown-field ~ .sequence[1].within ~ a step of a sequence is one event
          {sequence: [{event: lesson_completed, name: done}, {event: class_created}, {event: lesson_completed, where: 'properties.lesson_id == done.properties.lesson_id'}]} ~ expression-unknown-name ~ .sequence[2].where ~ a step that is not the one just before
          {sequence: [{event: lesson_completed, where: 'then.event == event'}, {event: class_created, name: then}]} ~ expression-unknown-name ~ .sequence[0].where ~ a step that is not the one just before
          {sequence: [{event: lesson_completed, name: done}, {event: class_created, where: 'user == done.user'}]} ~ step-own-entity ~ .sequence[1].where ~ they are always equal
          {sequence: [{event: lesson_completed}, {event: class_created}], simultaneous: true} ~ simultaneous-without-id ~ .simultaneous ~ told apart by their ids
          # shares
          {ratio: {of: {event: lesson_completed, atLeast: 2}, to: {event: class_created}, above: 0.5}} ~ modifier-misplaced ~ .ratio.of.atLeast ~ does not go inside ratio
          {ratio: {of: {event: lesson_completed, within: 1d}, to: {event: class_created}, above: 0.5}} ~ modifier-misplaced ~ .ratio.of.within ~ does not go inside ratio
          {ratio: {of: {event: lesson_completed, per: day}, to: {event: class_created}, above: 0.5}} ~ modifier-misplaced ~ .ratio.of.per ~ does not go inside ratio
          {ratio: {of: {event: lesson_completed}, to: {event: class_created, sum: properties.x}, above: 0.5}} ~ modifier-misplaced ~ .ratio.to.sum ~ does not go inside ratio
          {ratio: {of: {all: [{event: lesson_completed}]}, to: {event: class_created}, above: 0.5}} ~ modifier-misplaced ~ .ratio.of ~ does not go inside ratio
          {ratio: {of: {event: lesson_completed}, to: {event: class_created}, above: 0.5, after: 7d}} ~ ratio-after ~ .ratio.after ~ less than 7d
          # groups and owners
          {event: lesson_completed, per: account} ~ per-unknown ~ .per[0] ~ day, user or properties.NAME
          {event: lesson_completed, per: start.properties.plan} ~ per-unknown ~ .per[0] ~ day, user or properties.NAME
          {event: lesson_completed, per: day, unless: {event: lesson_completed, per: properties.lesson_id, atLeast: 9}} ~ per-nested ~ .unless.per ~ groups inside groups are not in the language
          {event: lesson_completed, by: start.properties.plan} ~ by-unknown ~ .by[0] ~ account, user or properties.NAME
          # windows
          {event: lesson_completed, within: 2w} ~ value-refused ~ .within ~ a duration like 90s, 15m, 24h, 7d or 2d3h
          {event: lesson_completed, within: 7d} ~ within-not-shorter ~ .within ~ less than 7d
          {event: lesson_completed, unless: {event: account_deleted, within: 7d}} ~ within-not-shorter ~ .unless.within ~ less than 7d
          # predicates
          {event: lesson_completed, where: 'properties.lesson_id.exists(x, x == 1)'} ~ expression-unsupported ~ .where ~ the function exists
          {event: lesson_completed, where: 'int(properties.lesson_id) > 5'} ~ expression-unsupported ~ .where ~ the function int
          {event: lesson_completed, where: 'now() > timestamp'} ~ expression-unsupported ~ .where ~ the function now
          {event: lesson_completed, where: 'properties.seconds.minutes > 5'} ~ expression-unknown-name ~ .where ~ a field of properties.seconds
          {event: lesson_completed, where: 'milestones.opened'} ~ expression-unknown-name ~ .where ~ properties.NAME, start.properties.NAME
          {event: lesson_completed, where: 'properties.seconds'} ~ expression-type ~ .where ~ BOOL
          """)
  void aConditionThatCannotBeSaidIsRefusedWithTheReason(
      String condition, String rule, String path, String reason) throws IOException {
    refuses(QUALIFIES, condition, rule, "spec.qualifies" + path, reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          start: {event: signed_up} ~ start: {event: signed_up, by: properties.plan} ~ unknown-field ~ spec.start.by ~ the start is the first event that matches
          start: {event: signed_up} ~ start: {event: signed_up, atLeast: 2} ~ unknown-field ~ spec.start.atLeast ~ the start is the first event that matches
          start: {event: signed_up} ~ start: {event: signed_up, where: 'start.properties.plan == "pro"'} ~ expression-unknown-name ~ spec.start.where ~ properties.NAME
          from: 7d, ~ from: 6d, ~ outcome-circular ~ spec.outcomes[0].from ~ at least the definition's within, 7d
          condition: {event: lesson_completed} ~ condition: {event: lesson_completed, within: 10d} ~ modifier-misplaced ~ spec.outcomes[0].condition.within ~ stands outside one
          atLeast: 3} ~ atLeast: 3}, milestones: [{name: a, condition: {event: app_opened, within: 1d}}] ~ modifier-misplaced ~ spec.milestones[0].condition.within ~ stands outside one
          atLeast: 3} ~ atLeast: 3}, variants: [{name: a, when: 'properties.seconds > 1', qualifies: {event: class_created}}] ~ expression-unknown-name ~ spec.variants[0].when ~ start.properties.NAME
          atLeast: 3} ~ atLeast: 3}, segments: [properties.plan] ~ segment-unknown ~ spec.segments[0] ~ start.properties
          """)
  void soIsWhatTheRestOfADefinitionCannotSay(
      String from, String to, String rule, String path, String reason) throws IOException {
    refuses(from, to.replace("}, ", "}\n  "), rule, path, reason);
  }

  private static void refuses(String from, String to, String rule, String path, String reason)
      throws IOException {
    SortedMap<String, byte[]> files = RuleFiles.base();
    String text = new String(Objects.requireNonNull(files.get(LESSONS)), StandardCharsets.UTF_8);
    assertThat(text).contains(from);
    files.put(LESSONS, text.replace(from, to).getBytes(StandardCharsets.UTF_8));

    List<Finding> findings = Linter.lint(Repository.read(files), TODAY).all();

    assertThat(findings)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo(rule);
              assertThat(finding.path()).isEqualTo(path);
              assertThat(finding.explanation()).contains(reason);
              assertThat(finding.line()).isPositive();
            });
  }
}
