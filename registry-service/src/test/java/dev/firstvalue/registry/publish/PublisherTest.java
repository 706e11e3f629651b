package dev.firstvalue.registry.publish;

import static dev.firstvalue.registry.Documents.bytes;
import static dev.firstvalue.registry.Documents.definition;
import static dev.firstvalue.registry.PlainGit.git;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.Documents;
import dev.firstvalue.registry.RegistryTest;
import dev.firstvalue.registry.gate.Gate;
import dev.firstvalue.registry.gate.GateName;
import dev.firstvalue.registry.gate.GateResult;
import dev.firstvalue.registry.gate.Objection;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.Report;
import dev.firstvalue.validation.v1.ValidationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class PublisherTest extends RegistryTest {
  private static final String ALLOWING =
      "apiVersion: firstvalue/v1\nkind: Policy\nspec: {allow: {NARROWS: ALWAYS}}\n";

  private final List<String> asked = new ArrayList<>();
  private Gate gate =
      candidate -> {
        asked.add(
            candidate.name()
                + " over "
                + candidate
                    .newest()
                    .map(DefinitionVersion::getVersion)
                    .map(v -> "v" + v)
                    .orElse("nothing"));
        return GateResult.allowed(
            List.of(ValidationReport.newBuilder().setDefinition(candidate.name()).build()));
      };

  @Test
  void aCandidateThatPassesIsTheNextVersionWithItsReportKept() {
    commit("policy.yaml", ALLOWING);
    publish(definition("lessons", 3));
    Publication.Published published = published(publish(definition("lessons", 4)));

    assertThat(published.versions())
        .singleElement()
        .satisfies(
            version -> assertThat(version.getVersion()).isEqualTo(2),
            version -> assertThat(version.getActive()).isTrue());
    assertThat(asked).containsExactly("lessons over nothing", "lessons over v1");
    assertThat(registry.snapshot().reports("lessons"))
        .extracting(Report::getId)
        .containsAll(published.reports());
    assertThat(git(directory, "log", "-1", "--format=%s", "main")).isEqualTo("Publish");
  }

  @Test
  void aChangeOfMeaningNeedsAWaiverAndARestatementChoice() {
    publish(definition("lessons", 3));
    List<Submission> next = List.of(Submission.of("lessons.yaml", bytes(definition("lessons", 4))));
    Publisher publisher = new Publisher(registry, language, candidate -> gate.check(candidate));

    assertThat(publisher.publish(next, ANA, "Ask for four"))
        .isInstanceOfSatisfying(
            Publication.Refused.class,
            refused ->
                assertThat(refused.objections())
                    .extracting(Objection::gate)
                    .containsExactly(GateName.CHANGE, GateName.RESTATEMENT));

    commit("policy.yaml", waiving("2026-04-30"));
    assertThat(publish(definition("lessons", 4))).isInstanceOf(Publication.Refused.class);
    commit("policy.yaml", waiving("2026-05-01"));
    published(publish(definition("lessons", 4)));
  }

  private static String waiving(String until) {
    return """
    apiVersion: firstvalue/v1
    kind: Policy
    spec:
      waivers:
        - {rule: change-narrows, definition: lessons, reason: three was luck, approver: ben, until: %s}
    """
        .formatted(until);
  }

  @Test
  void aNameThatIsGoneComesBackWithWhatItMeantOrNotAtAll() {
    commit("policy.yaml", ALLOWING);
    publish(definition("lessons", 3));
    remove("definitions/lessons.yaml");

    assertThat(publish(definition("lessons", 4)))
        .isInstanceOfSatisfying(
            Publication.Refused.class,
            refused ->
                assertThat(refused.objections())
                    .extracting(Objection::gate)
                    .containsExactly(GateName.NAME));
    assertThat(published(publish(definition("lessons", 3))).versions())
        .singleElement()
        .satisfies(version -> assertThat(version.getActive()).isTrue());
  }

  @Test
  void publishingTheSameBytesAgainChangesNothingAndAsksNobody() {
    publish(definition("lessons", 3));
    long revision = registry.snapshot().revision();
    asked.clear();

    assertThat(publish(definition("lessons", 3)))
        .isInstanceOfSatisfying(
            Publication.Unchanged.class,
            unchanged ->
                assertThat(unchanged.versions())
                    .extracting(DefinitionVersion::getVersion)
                    .containsExactly(1));
    assertThat(registry.snapshot().revision()).isEqualTo(revision);
    assertThat(asked).isEmpty();
  }

  @Test
  void aRefusalNamesEveryReasonAndCommitsNothing() {
    gate =
        candidate ->
            new GateResult(
                List.of(
                    new Objection(GateName.VERDICT, candidate.name(), "reach-too-low", "mend"),
                    new Objection(GateName.VERDICT, candidate.name(), "lift", "mend")),
                List.of(),
                List.of());
    long revision = registry.snapshot().revision();

    Publication publication = publish(definition("a", 3), definition("b", 4));
    assertThat(publication)
        .isInstanceOfSatisfying(
            Publication.Refused.class,
            refused -> {
              assertThat(refused.objections())
                  .extracting(Objection::toString)
                  .containsExactly("a: reach-too-low", "a: lift", "b: reach-too-low", "b: lift");
              assertThat(refused.toException().code()).isEqualTo(ErrorCode.PUBLISH_REFUSED);
            });
    assertThat(registry.snapshot().revision()).isEqualTo(revision);
    assertThat(registry.snapshot().definitions()).isEmpty();
  }

  @Test
  void aDocumentThatDoesNotReadIsRefusedWithItsPlace() {
    assertThat(publish("kind: ValueEvent\nspec: 1"))
        .isInstanceOfSatisfying(
            Publication.Refused.class,
            refused ->
                assertThat(refused.objections())
                    .anyMatch(r -> r.problem().startsWith("file0.yaml:2:")));
    assertThat(publish(definition("../../evil", 3))).isInstanceOf(Publication.Refused.class);
    assertThat(asked).isEmpty();
  }

  @Test
  void aModelIsPublishedTogetherWithWhatNeedsIt() {
    String model = Documents.MODEL.replace("class_created", "class_opened");
    String definition = definition("classes", 1).replace("lesson_completed", "class_opened");
    assertThat(publish(definition)).isInstanceOf(Publication.Refused.class);

    Publication.Published published = published(publish(definition, model));
    assertThat(published.paths()).containsExactly("definitions/classes.yaml", "event-model.yaml");
    assertThat(registry.snapshot().active("classes").version()).isEqualTo(1);
  }

  @Test
  void aModelThatTakesAwayWhatAnotherDefinitionStandsOnIsRefused() {
    publish(definition("lessons", 3));

    assertThat(publish(Documents.MODEL.replace("lesson_completed", "lesson_done")))
        .isInstanceOfSatisfying(
            Publication.Refused.class,
            refused ->
                assertThat(refused.objections())
                    .singleElement()
                    .asString()
                    .contains("definitions/lessons.yaml", "lesson_completed"));
  }

  @Test
  void twoFilesOfOneNameAreRefused() {
    assertThat(publish(definition("lessons", 3), definition("lessons", 4)))
        .isInstanceOf(Publication.Refused.class);
  }

  @Test
  void whatChangedWhileTheGateLookedIsAConflict() {
    commit("policy.yaml", ALLOWING);
    publish(definition("lessons", 3));
    Gate slow = gate;
    gate =
        candidate -> {
          commit("definitions/lessons.yaml", definition("lessons", 9));
          return slow.check(candidate);
        };

    assertThatThrownBy(() -> publish(definition("lessons", 4)))
        .asInstanceOf(InstanceOfAssertFactories.type(FirstvalueException.class))
        .satisfies(
            e -> assertThat(e.code()).isEqualTo(ErrorCode.DEFINITION_CHANGED),
            e -> assertThat(e.details()).containsKeys("expected", "found"));
  }

  @Test
  void whatOthersPublishMeanwhileIsNoConflict() {
    Gate slow = gate;
    gate =
        candidate -> {
          commit("definitions/other.yaml", definition("other", 9));
          return slow.check(candidate);
        };

    published(publish(definition("lessons", 4)));
    assertThat(registry.snapshot().definitions()).containsOnlyKeys("lessons", "other");
  }

  @Test
  void theGateSeesThePolicyOfMainOrOfTheSubmission() {
    String policy =
        """
        apiVersion: firstvalue/v1
        kind: Policy
        spec: {reach: {floor: 0.2}, allow: {NARROWS: ALWAYS}}
        """;
    List<Optional<Double>> floors = new ArrayList<>();
    gate =
        candidate -> {
          floors.add(
              candidate
                  .after()
                  .policy()
                  .map(found -> found.message().getSpec().getReach().getFloor()));
          return GateResult.allowed(List.of());
        };
    publish(definition("a", 1));
    publish(definition("a", 2), policy);
    publish(definition("a", 3));

    assertThat(floors).containsExactly(Optional.empty(), Optional.of(0.2), Optional.of(0.2));
  }

  private Publication publish(String... documents) {
    List<Submission> files = new ArrayList<>();
    for (String document : documents) {
      files.add(Submission.of("file" + files.size() + ".yaml", bytes(document)));
    }
    return new Publisher(registry, language, candidate -> gate.check(candidate))
        .publish(files, ANA, "Publish\n\nRestate: FORWARD");
  }

  private static Publication.Published published(Publication publication) {
    assertThat(publication).isInstanceOf(Publication.Published.class);
    return (Publication.Published) publication;
  }
}
