package dev.firstvalue.registry.follow;

import static dev.firstvalue.registry.PlainGit.git;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.Documents;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.RegistrySnapshot;
import dev.firstvalue.registry.RegistryTest;
import dev.firstvalue.registry.follow.FollowStatus.State;
import dev.firstvalue.registry.gate.GateResult;
import dev.firstvalue.registry.proposal.Proposals;
import dev.firstvalue.registry.report.StoredReport;
import dev.firstvalue.registry.server.ProposalEndpoint;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.v1.CreateProposalRequest;
import dev.firstvalue.registry.v1.ListProposalsRequest;
import dev.firstvalue.registry.v1.MergeProposalRequest;
import dev.firstvalue.registry.v1.Proposal;
import dev.firstvalue.registry.v1.ProposalServiceGrpc;
import dev.firstvalue.registry.v1.ProposedContent;
import dev.firstvalue.registry.v1.Report;
import dev.firstvalue.validation.v1.ValidationReport;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code registry} is the remote; {@code replica} follows it. */
class RemoteFollowerTest extends RegistryTest {
  private static final Duration NEVER = Duration.ofDays(1);

  private final BlockingQueue<Long> revisions = new LinkedBlockingQueue<>();
  private Path copy;
  private RegistryRepository replica;

  @BeforeEach
  void fill() {
    commit("definitions/lessons.yaml", Documents.definition("lessons", 3));
    copy = home.resolve("replica.git");
    replica = RegistryRepository.createOrOpen(copy, language, clock);
    replica.onRevision(() -> revisions.add(replica.snapshot().revision()));
  }

  @AfterEach
  void closeReplica() {
    replica.close();
  }

  @Test
  void aReplicaServesWhatTheRemoteHasAndTakesOnWhatComes() throws InterruptedException {
    Report report =
        StoredReport.of(
            ValidationReport.newBuilder().setDefinition("lessons").build(), clock.instant());
    registry.keep(List.of(report), ANA);
    try (RemoteFollower follower = follow()) {
      assertThat(follower.status().state()).isEqualTo(State.CURRENT);
      assertSame();
      assertThat(replica.snapshot().report(report.getId())).isEqualTo(report);

      commit("definitions/lessons.yaml", Documents.definition("lessons", 4));
      follower.lookSoon();
      awaitRevision(registry.snapshot().revision());
      assertSame();
    }
    git(copy, "fsck", "--strict");
  }

  @Test
  void theTimerAloneBringsWhatTheRemoteHas() throws InterruptedException {
    try (RemoteFollower follower =
        RemoteFollower.start(
            replica, Remote.of(directory.toString(), Map.of()), Duration.ofMillis(50))) {
      commit("definitions/lessons.yaml", Documents.definition("lessons", 4));
      awaitRevision(registry.snapshot().revision());
      assertThat(follower.status().failures()).isZero();
      assertSame();
    }
  }

  @Test
  void aRemoteThatCannotBeReachedLeavesWhatIsThereInService() throws Exception {
    try (RemoteFollower follower = follow()) {
      RegistrySnapshot before = replica.snapshot();
      Path away = home.resolve("away.git");
      Files.move(directory, away);
      clock.pass(Duration.ofHours(1));
      look(follower, State.UNREACHABLE);
      assertThat(follower.status().problem()).contains("registry.git");
      assertThat(follower.status().failures()).isEqualTo(1);
      assertThat(follower.status().lastSuccess())
          .hasValue(clock.instant().minus(Duration.ofHours(1)));
      assertThat(replica.snapshot().commit()).isEqualTo(before.commit());

      Files.move(away, directory);
      look(follower, State.CURRENT);
    }
  }

  @Test
  void aRemoteThatWasForcePushedIsNotTakenOver() throws Exception {
    try (RemoteFollower follower = follow()) {
      RegistrySnapshot before = replica.snapshot();
      git(directory, "update-ref", "refs/heads/main", "refs/heads/main~1");
      registry.refresh();
      commit("definitions/lessons.yaml", Documents.definition("lessons", 9));
      look(follower, State.REWRITTEN);
      assertThat(follower.status().problem()).contains("does not go on from " + before.commit());
      assertThat(replica.snapshot().commit()).isEqualTo(before.commit());
      assertThat(numbers(replica.snapshot(), "lessons")).containsExactly("1.0");
    }
  }

  @Test
  void aFollowerShowsTheProposalsOfTheOtherAndChangesNone() {
    new Proposals(registry, language, _ -> GateResult.allowed(List.of()))
        .create(proposal("Ask for four"), ANA);
    try (RemoteFollower follower = follow();
        RegistryServer server =
            RegistryServer.builder(replica)
                .addService(
                    new ProposalEndpoint(
                        Proposals.followed(replica, language, _ -> GateResult.allowed(List.of()))))
                .start()) {
      assertThat(follower.status().stale()).isFalse();
      ManagedChannel channel =
          NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
      var stub = ProposalServiceGrpc.newBlockingStub(channel);
      assertThat(stub.listProposals(ListProposalsRequest.getDefaultInstance()).getProposalsList())
          .extracting(Proposal::getTitle)
          .containsExactly("Ask for four");
      String before = git(copy, "for-each-ref");
      List<Runnable> writes =
          List.of(
              () -> stub.createProposal(proposal("Ask for five")),
              () ->
                  stub.mergeProposal(
                      MergeProposalRequest.newBuilder()
                          .setNumber(1)
                          .setActor("Ben <ben@example.com>")
                          .build()));
      for (Runnable write : writes) {
        assertThatThrownBy(write::run)
            .hasMessageContaining("FAILED_PRECONDITION")
            .hasMessageContaining("only reads its repository, or follows another one");
      }
      assertThat(git(copy, "for-each-ref")).isEqualTo(before);
      channel.shutdownNow();
    }
  }

  private static CreateProposalRequest proposal(String title) {
    return CreateProposalRequest.newBuilder()
        .setTitle(title)
        .setActor("Ana <ana@example.com>")
        .addFiles(
            ProposedContent.newBuilder()
                .setName("lessons.yaml")
                .setContent(ByteString.copyFromUtf8(Documents.definition("lessons", 4))))
        .build();
  }

  @Test
  void anAuditTrailThatWasMadeAnewIsNotTakenOver() throws Exception {
    registry.audit().orElseThrow().flush();
    try (RemoteFollower follower = follow()) {
      String trail = git(copy, "rev-parse", "refs/firstvalue/audit");
      assertThat(trail).isEqualTo(git(directory, "rev-parse", "refs/firstvalue/audit"));
      git(directory, "update-ref", "-d", "refs/firstvalue/audit");
      commit("definitions/lessons.yaml", Documents.definition("lessons", 4));
      registry.audit().orElseThrow().flush();
      look(follower, State.REWRITTEN);
      assertThat(follower.status().problem()).contains("the audit trail", trail);
      assertThat(git(copy, "rev-parse", "refs/firstvalue/audit")).isEqualTo(trail);
    }
  }

  @Test
  void aReplicaOfARegistryThatWasRewrittenCountsRevisionsAsItDoes() {
    commit("definitions/lessons.yaml", Documents.definition("lessons", 4));
    git(directory, "update-ref", "refs/heads/main", "refs/heads/main~1");
    registry.refresh();
    try (RemoteFollower follower = follow()) {
      assertThat(follower.status().stale()).isFalse();
      assertThat(registry.snapshot().revision()).isGreaterThan(2);
      assertSame();
    }
  }

  @Test
  void aRemoteWithoutMainIsSaidAndWaitedFor() throws Exception {
    Path empty = home.resolve("empty.git");
    git(home, "init", "--quiet", "--bare", empty.toString());
    try (RemoteFollower follower =
        RemoteFollower.start(replica, Remote.of(empty.toString(), Map.of()), NEVER)) {
      assertThat(follower.status().state()).isEqualTo(State.UNREACHABLE);
      git(directory, "push", "--quiet", empty.toString(), "main");
      look(follower, State.CURRENT);
      assertSame();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://ana:secret@example.com/definitions.git",
        "https://token@example.com/definitions.git",
        "ssh://example.com/definitions.git",
        "git@example.com:definitions.git",
        "ext::sh -c 'touch /tmp/owned'"
      })
  void anAddressWithASecretOrOfAnotherKindIsRefusedWithoutSayingIt(String address) {
    assertThatThrownBy(() -> Remote.of(address, Map.of()))
        .isInstanceOf(FirstvalueException.class)
        .hasMessageStartingWith("--follow: ")
        .hasMessageNotContaining("secret")
        .hasMessageNotContaining("token@");
  }

  private RemoteFollower follow() {
    return RemoteFollower.start(replica, Remote.of(directory.toString(), Map.of()), NEVER);
  }

  private void assertSame() {
    RegistrySnapshot ours = replica.snapshot();
    RegistrySnapshot theirs = registry.snapshot();
    assertThat(ours.commit()).isEqualTo(theirs.commit());
    assertThat(ours.revision()).isEqualTo(theirs.revision());
    assertThat(numbers(ours, "lessons")).isEqualTo(numbers(theirs, "lessons"));
  }

  private void awaitRevision(long revision) throws InterruptedException {
    for (Long heard = 0L; heard < revision; ) {
      heard = revisions.poll(20, TimeUnit.SECONDS);
      assertThat(heard).as("revision %d within 20 s", revision).isNotNull();
    }
  }

  /** Lets it look, and waits until it has. */
  private static void look(RemoteFollower follower, State expected) throws IOException {
    follower.lookSoon();
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (follower.status().state() != expected) {
      assertThat(System.nanoTime()).as(follower.status().toString()).isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
