package dev.firstvalue.registry.server;

import static dev.firstvalue.registry.Documents.definition;
import static dev.firstvalue.registry.Failures.detail;
import static dev.firstvalue.registry.Failures.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import com.google.rpc.ErrorInfo;
import dev.firstvalue.registry.v1.BatchGetActiveDefinitionsRequest;
import dev.firstvalue.registry.v1.BatchGetActiveDefinitionsResponse;
import dev.firstvalue.registry.v1.CompileDefinitionRequest;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.DiffVersionsRequest;
import dev.firstvalue.registry.v1.GetActiveDefinitionRequest;
import dev.firstvalue.registry.v1.GetActiveDefinitionResponse;
import dev.firstvalue.registry.v1.GetDefinitionRequest;
import dev.firstvalue.registry.v1.GetEventModelRequest;
import dev.firstvalue.registry.v1.ListDefinitionsRequest;
import dev.firstvalue.registry.v1.ListVersionsRequest;
import dev.firstvalue.registry.v1.WatchDefinitionsRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Which version is answered, and when none is. */
class GetsTest extends ServedTest {
  @Test
  void theActiveVersionIsAnsweredWithTheRevisionItComesFrom() {
    commit(LESSONS, definition("lessons", 3));
    commit(LESSONS, definition("lessons", 4));

    GetActiveDefinitionResponse response = stub.getActiveDefinition(active("lessons"));
    assertThat(response.getDefinition()).isEqualTo(registry.snapshot().active("lessons").message());
    assertThat(response.getDefinition().getVersion()).isEqualTo(2);
    assertThat(response.getRegistryRevision()).isEqualTo(3);
    assertThat(response.getRegistryCommit()).isEqualTo(registry.snapshot().commit());
  }

  @Test
  void anAnswerThatIsKeptIsOfTheSnapshotOfTheMoment() {
    commit(LESSONS, definition("lessons", 3));
    GetActiveDefinitionResponse first = stub.getActiveDefinition(active("lessons"));
    assertThat(stub.getActiveDefinition(active("lessons"))).isEqualTo(first);

    commit("definitions/other.yaml", definition("other", 1));
    GetActiveDefinitionResponse second = stub.getActiveDefinition(active("lessons"));
    assertThat(second.getDefinition()).isEqualTo(first.getDefinition());
    assertThat(second.getRegistryRevision()).isEqualTo(first.getRegistryRevision() + 1);
    assertThat(second.getRegistryCommit()).isEqualTo(registry.snapshot().commit());

    commit(LESSONS, definition("lessons", 3, "Why.", "RETIRED"));
    for (int times = 0; times < 2; times++) {
      assertThat(failure(() -> stub.getActiveDefinition(active("lessons"))).getStatus().getCode())
          .isEqualTo(Status.Code.FAILED_PRECONDITION);
    }
  }

  @Test
  void eachOfTheTwoTimesIsAnsweredByTheRuleOfThen() {
    commit(LESSONS, definition("lessons", 3));
    Timestamp first = Timestamps.fromMillis(clock.instant().toEpochMilli());
    commit(LESSONS, definition("lessons", 4), "Ask for four\n\nRestate: ALL");

    GetActiveDefinitionRequest.Builder request = active("lessons").toBuilder();
    assertThat(version(request.setAsOfEventTime(first))).isEqualTo(2);
    assertThat(version(request.setAsKnownAt(first))).isEqualTo(1);
    assertThat(version(request.clearAsOfEventTime())).isEqualTo(1);
  }

  @Test
  void whatAClientHasAlreadyIsNotSentAgainUnlessHistoryWentOn() {
    commit(LESSONS, definition("lessons", 3));
    GetActiveDefinitionRequest.Builder request = active("lessons").toBuilder();
    String etag = stub.getActiveDefinition(request.build()).getEtag();
    GetActiveDefinitionResponse same =
        stub.getActiveDefinition(request.setIfNoneMatch(etag).build());
    assertThat(same.getNotModified()).isTrue();
    assertThat(same.hasDefinition()).isFalse();
    assertThat(same.getEtag()).isEqualTo(etag);

    // There and back again is not the same place.
    commit(LESSONS, definition("lessons", 4));
    commit(LESSONS, definition("lessons", 3));
    assertThat(stub.getActiveDefinition(request.build()).getDefinition().getVersion()).isEqualTo(3);
  }

  @Test
  void anAnswerFromARevisionThatIsNotThereYetIsRefusedForNow() {
    long revision = commit(LESSONS, definition("lessons", 3)).revision();
    GetActiveDefinitionRequest.Builder request =
        active("lessons").toBuilder().setAtLeastRevision(revision);
    assertThat(stub.getActiveDefinition(request.build()).getRegistryRevision()).isEqualTo(revision);

    for (ThrowingCallable read : ahead(revision + 1)) {
      StatusRuntimeException error = failure(read);
      assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(detail(error, ErrorInfo.class).getMetadataMap())
          .containsEntry("id", "revision-not-reached")
          .containsEntry("found", Long.toString(revision));
    }
  }

  /** Every read of definitions, of a revision and on. */
  private List<ThrowingCallable> ahead(long revision) {
    return List.of(
        () ->
            stub.getActiveDefinition(
                active("lessons").toBuilder().setAtLeastRevision(revision).build()),
        () ->
            stub.getEventModel(
                GetEventModelRequest.newBuilder().setAtLeastRevision(revision).build()),
        () ->
            stub.batchGetActiveDefinitions(
                BatchGetActiveDefinitionsRequest.newBuilder()
                    .addNames("lessons")
                    .setAtLeastRevision(revision)
                    .build()),
        () ->
            stub.getDefinition(
                GetDefinitionRequest.newBuilder()
                    .setName("lessons")
                    .setVersion(1)
                    .setAtLeastRevision(revision)
                    .build()),
        () ->
            stub.listDefinitions(
                ListDefinitionsRequest.newBuilder().setAtLeastRevision(revision).build()),
        () ->
            stub.listVersions(
                ListVersionsRequest.newBuilder()
                    .setName("lessons")
                    .setAtLeastRevision(revision)
                    .build()),
        () ->
            stub.diffVersions(
                DiffVersionsRequest.newBuilder()
                    .setName("lessons")
                    .setFromVersion(1)
                    .setToVersion(1)
                    .setAtLeastRevision(revision)
                    .build()),
        () ->
            stub.compileDefinition(
                CompileDefinitionRequest.newBuilder()
                    .setName("lessons")
                    .setAtLeastRevision(revision)
                    .build()));
  }

  @Test
  void anInstantThatNoCalendarHasIsRefused() {
    commit(LESSONS, definition("lessons", 3));
    for (Timestamp odd :
        List.of(
            Timestamp.newBuilder().setNanos(-1).build(),
            Timestamp.newBuilder().setNanos(2_000_000_000).build(),
            Timestamp.newBuilder().setSeconds(7_258_118_400L).build())) {
      StatusRuntimeException error =
          failure(
              () ->
                  stub.getActiveDefinition(
                      active("lessons").toBuilder().setAsOfEventTime(odd).build()));
      assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
      assertThat(detail(error, ErrorInfo.class).getMetadataMap())
          .containsEntry("place", "as_of_event_time");
    }
  }

  @Test
  void anyVersionIsAnsweredByItsNumberOrItsMeaning() {
    String meaning = commit(LESSONS, definition("lessons", 3)).active("lessons").meaningHash();
    commit(LESSONS, definition("lessons", 4));

    GetDefinitionRequest.Builder request = GetDefinitionRequest.newBuilder().setName("lessons");
    DefinitionVersion first = stub.getDefinition(request.setVersion(1).build()).getDefinition();
    assertThat(first.getVersion()).isEqualTo(1);
    assertThat(first.getActive()).isFalse();
    assertThat(stub.getDefinition(request.setMeaningHash(meaning).build()).getDefinition())
        .isEqualTo(first);
  }

  @Test
  void severalNamesAreAnsweredFromOneRevisionEachOnItsOwn() {
    commit(LESSONS, definition("lessons", 3));
    commit("definitions/gone.yaml", definition("gone", 1, "Why.", "RETIRED"));
    BatchGetActiveDefinitionsResponse response =
        stub.batchGetActiveDefinitions(
            BatchGetActiveDefinitionsRequest.newBuilder()
                .addAllNames(List.of("nobody", "lessons", "gone"))
                .build());

    assertThat(response.getDefinitionsList())
        .containsExactly(registry.snapshot().active("lessons").message());
    assertThat(response.getMissingList())
        .extracting(missing -> missing.getName() + ": " + missing.getError())
        .containsExactly("nobody: definition-not-found", "gone: definition-retired");
    assertThat(response.getRegistryRevision()).isEqualTo(registry.snapshot().revision());
  }

  @Test
  void readsAreOfMemoryAndNeedNoRepository() throws Exception {
    commit(LESSONS, definition("lessons", 3));
    Timestamp first = Timestamps.fromMillis(clock.instant().toEpochMilli());
    commit(LESSONS, definition("lessons", 4));
    Path away = home.resolve("away.git");
    Files.move(directory, away);
    try {
      assertThat(version(active("lessons").toBuilder())).isEqualTo(2);
      assertThat(version(active("lessons").toBuilder().setAsKnownAt(first))).isEqualTo(1);
      assertThat(
              stub.getDefinition(
                      GetDefinitionRequest.newBuilder().setName("lessons").setVersion(1).build())
                  .getDefinition()
                  .getVersion())
          .isEqualTo(1);
      assertThat(
              stub.listDefinitions(ListDefinitionsRequest.getDefaultInstance())
                  .getDefinitionsCount())
          .isEqualTo(1);
      assertThat(
              stub.listVersions(ListVersionsRequest.newBuilder().setName("lessons").build())
                  .getVersionsCount())
          .isEqualTo(2);
      assertThat(
              stub.diffVersions(
                      DiffVersionsRequest.newBuilder()
                          .setName("lessons")
                          .setFromVersion(1)
                          .setToVersion(2)
                          .build())
                  .getReasonsCount())
          .isEqualTo(1);
      assertThat(
              stub.watchDefinitions(WatchDefinitionsRequest.getDefaultInstance())
                  .next()
                  .getDefinitionsCount())
          .isEqualTo(1);
    } finally {
      Files.move(away, directory);
    }
  }

  @Test
  void aRetiredDefinitionIsAFailedPrecondition() {
    commit(LESSONS, definition("lessons", 3, "Why.", "RETIRED"));

    StatusRuntimeException error = failure(() -> stub.getActiveDefinition(active("lessons")));
    assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
    assertThat(detail(error, ErrorInfo.class).getMetadataMap()).containsEntry("lastVersion", "1");
  }

  private int version(GetActiveDefinitionRequest.Builder request) {
    return stub.getActiveDefinition(request.build()).getDefinition().getVersion();
  }
}
