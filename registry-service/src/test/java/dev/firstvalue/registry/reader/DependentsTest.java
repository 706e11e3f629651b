package dev.firstvalue.registry.reader;

import static dev.firstvalue.registry.Documents.bytes;
import static dev.firstvalue.registry.Documents.definition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.ByteString;
import dev.firstvalue.registry.gate.GateResult;
import dev.firstvalue.registry.publish.Publication;
import dev.firstvalue.registry.publish.Publisher;
import dev.firstvalue.registry.publish.Submission;
import dev.firstvalue.registry.v1.CreateProposalRequest;
import dev.firstvalue.registry.v1.GateState;
import dev.firstvalue.registry.v1.GateStatus;
import dev.firstvalue.registry.v1.ListDependentsRequest;
import dev.firstvalue.registry.v1.ListDependentsResponse;
import dev.firstvalue.registry.v1.Objection;
import dev.firstvalue.registry.v1.PinnedExperiment;
import dev.firstvalue.registry.v1.ProposalServiceGrpc;
import dev.firstvalue.registry.v1.ProposedContent;
import dev.firstvalue.registry.v1.Reader;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who depends on a definition, and what that holds up. */
class DependentsTest extends ReadTest {
  private static final String RETIRED =
      definition("lessons", 4, "Nobody needs it any more.", "RETIRED");

  @Test
  void whoeverReadLatelyAndWhateverRunsOnADefinitionDependsOnIt() {
    assertThat(as("pricing/2.4").getActiveDefinition(active("lessons")).hasDefinition()).isTrue();
    assertThat(as("firstvalue-command-line/1").getDefinition(version(1)).hasDefinition()).isTrue();
    commit("experiments/open.yaml", experiment("open", ""));
    commit("experiments/over.yaml", experiment("over", "end: 2026-04-02T00:00:00Z"));

    ListDependentsResponse now = dependents(0);
    assertThat(now.getStanding()).isEqualTo("ACTIVE");
    assertThat(now.getReadersList()).extracting(Reader::getClient).containsExactly("pricing");
    assertThat(now.getExperimentsList())
        .extracting(PinnedExperiment::getName, PinnedExperiment::getVersion)
        .containsExactly(tuple("open", 1));

    clock.pass(Duration.ofDays(31));
    assertThat(dependents(0).getReaderCount()).isZero();
    assertThat(dependents(60).getReaderCount()).isEqualTo(1);
    assertThat(
            catchThrowableOfType(
                    StatusRuntimeException.class,
                    () ->
                        plain.listDependents(
                            ListDependentsRequest.newBuilder().setName("nothing").build()))
                .getStatus()
                .getCode())
        .isEqualTo(Status.Code.NOT_FOUND);
  }

  @Test
  void nothingIsRetiredFromUnderThoseWhoDependOnIt() {
    assertThat(as("pricing/2.4").getActiveDefinition(active("lessons")).hasDefinition()).isTrue();
    commit("experiments/open.yaml", experiment("open", ""));

    assertThat(gate().getState()).isEqualTo(GateState.GATE_STATE_SHUT);
    assertThat(gate().getObjectionsList())
        .extracting(Objection::getProblem)
        .satisfiesExactly(
            reader ->
                assertThat(reader).startsWith("pricing 2.4 of anonymous read version 2 last on"),
            open ->
                assertThat(open)
                    .isEqualTo("the experiment open counts by its version 1 and has no end"));
    assertThat(published()).isInstanceOf(Publication.Refused.class);

    // One that is only deprecated is still served: nobody has to be gone.
    assertThat(publish(definition("lessons", 4, "Going.", "DEPRECATED")))
        .isInstanceOf(Publication.Published.class);
  }

  @Test
  void aWaiverAndTimeOpenTheGate() {
    assertThat(as("pricing/2.4").getActiveDefinition(active("lessons")).hasDefinition()).isTrue();
    commit(
        "policy.yaml",
        """
        apiVersion: firstvalue/v1
        kind: Policy
        spec:
          waivers:
            - {rule: still-depended-on, definition: lessons, reason: They know., approver: eva, until: 2026-05-02}
        """);
    assertThat(gate().getState()).isEqualTo(GateState.GATE_STATE_OPEN);
    clock.pass(Duration.ofDays(3));
    assertThat(gate().getState()).isEqualTo(GateState.GATE_STATE_SHUT);
    clock.pass(Duration.ofDays(30));
    assertThat(published()).isInstanceOf(Publication.Published.class);
    // What is retired already is retired from under nobody.
    assertThat(gate().getState()).isEqualTo(GateState.GATE_STATE_OPEN);
  }

  @Test
  void anExperimentThatMovesAwayInTheSameChangeHoldsNothingUp() {
    commit("experiments/open.yaml", experiment("open", ""));
    assertThat(published()).isInstanceOf(Publication.Refused.class);
    assertThat(
            new Publisher(registry, language, candidate -> GateResult.allowed(List.of()))
                .publish(
                    List.of(
                        Submission.of("lessons.yaml", bytes(RETIRED)),
                        Submission.of(
                            "open.yaml",
                            bytes(experiment("open", "").replace("lessons", "quizzes")))),
                    ANA,
                    "Retire"))
        .isInstanceOf(Publication.Published.class);
  }

  /** How the gate stands for whoever proposes to retire the lessons. */
  private GateStatus gate() {
    return ProposalServiceGrpc.newBlockingStub(channel)
        .createProposal(
            CreateProposalRequest.newBuilder()
                .setTitle("Retire")
                .setActor("Ana <ana@example.com>")
                .addFiles(
                    ProposedContent.newBuilder()
                        .setName("lessons.yaml")
                        .setContent(ByteString.copyFrom(bytes(RETIRED))))
                .build())
        .getGatesList()
        .stream()
        .filter(gate -> gate.getGate().equals("dependents"))
        .findFirst()
        .orElseThrow();
  }

  private Publication published() {
    return publish(RETIRED);
  }

  private Publication publish(String document) {
    return new Publisher(registry, language, candidate -> GateResult.allowed(List.of()))
        .publish(List.of(Submission.of("lessons.yaml", bytes(document))), ANA, "Change");
  }

  private static String experiment(String name, String end) {
    return """
    apiVersion: firstvalue/v1
    kind: Experiment
    metadata: {name: %s, title: Try, owners: [growth]}
    spec:
      hypothesis: It helps.
      definition: {name: lessons, version: 1}
      arms: [{name: a, weight: 1, control: true}, {name: b, weight: 1}]
      exposure: {event: [class_created], arm: properties.is_test}
      start: 2026-04-01T00:00:00Z
      %s
    """
        .formatted(name, end);
  }

  private ListDependentsResponse dependents(int days) {
    return plain.listDependents(
        ListDependentsRequest.newBuilder().setName("lessons").setWithinDays(days).build());
  }
}
