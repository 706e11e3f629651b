package dev.firstvalue.registry.evidence;

import static dev.firstvalue.registry.Documents.definition;
import static dev.firstvalue.registry.PlainGit.git;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.access.Access;
import dev.firstvalue.registry.access.Caller;
import dev.firstvalue.registry.access.Role;
import dev.firstvalue.registry.access.Tokens;
import dev.firstvalue.registry.follow.FollowStatus.State;
import dev.firstvalue.registry.follow.Remote;
import dev.firstvalue.registry.follow.RemoteFollower;
import dev.firstvalue.registry.gate.GateResult;
import dev.firstvalue.registry.proposal.Proposals;
import dev.firstvalue.registry.push.GitMount;
import dev.firstvalue.registry.server.ProposalEndpoint;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.v1.GetEvidenceRequest;
import dev.firstvalue.registry.v1.GetEvidenceResponse;
import dev.firstvalue.registry.v1.ProposalServiceGrpc;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that follows the other one over HTTP, with a token, is asked. */
class FollowedEvidenceTest extends EvidenceContract {
  private static final Duration NEVER = Duration.ofDays(1);

  private final Map<Role, String> secrets = new EnumMap<>(Role.class);
  private Path copy;
  private RegistryRepository replica;
  private RegistryServer remote;
  private RegistryServer following;
  private ManagedChannel toFollowing;

  @BeforeEach
  void replicate() {
    copy = home.resolve("replica.git");
    replica = RegistryRepository.createOrOpen(copy, language, clock);
    Tokens tokens = new Tokens(directory, clock);
    for (Role role : List.of(Role.READER, Role.ADMIN)) {
      secrets.put(role, tokens.create(new Caller("replica", "", role), Optional.empty()).secret());
    }
    registry.audit().orElseThrow().flush();
    remote =
        RegistryServer.builder(registry)
            .http("127.0.0.1", 0)
            .mount(new GitMount(registry, new Proposals(registry, language, gate)))
            .access(new Access.ByToken(tokens, clock))
            .start();
    following =
        RegistryServer.builder(replica)
            .addService(
                new ProposalEndpoint(
                    Proposals.followed(replica, language, _ -> GateResult.allowed(List.of()))))
            .start();
    toFollowing =
        NettyChannelBuilder.forAddress("127.0.0.1", following.port()).usePlaintext().build();
    // What was there before is known; what comes is taken over by another look.
    look(Role.ADMIN);
  }

  @AfterEach
  void stopFollowing() {
    toFollowing.shutdownNow();
    following.close();
    remote.close();
    replica.close();
  }

  @Override
  protected Channel asked() {
    look(Role.READER);
    return toFollowing;
  }

  @Test
  void theAnswerIsThatOfTheOtherAndARestatementIsInIt() {
    mergeFive();
    assertThat(evidence(asked()).getRestatement().getChoice()).isEqualTo("2026-05-01");
    assertThat(evidence(toFollowing)).isEqualTo(evidence(channel));
    git(copy, "fsck", "--strict");
  }

  @Test
  void aVersionThatIsMergedDuringALookDoesNotComeWithoutItsEvidence() throws IOException {
    try (TornRemote torn = new TornRemote(address(), directory, this::mergeFive)) {
      look(Role.READER, torn.address());
    }
    assertThat(evidence(toFollowing)).isEqualTo(evidence(channel));
    assertThat(evidence(toFollowing).getAdoptions(0).getProposal()).isEqualTo(2);
  }

  /** Version 3, with a report and a restatement. */
  private void mergeFive() {
    approve(BEN, propose("2026-05-01", definition("lessons", 5)).getProposal());
    assertThat(stub.mergeProposal(merge(2)).getReportsCount()).isEqualTo(1);
  }

  private static GetEvidenceResponse evidence(Channel from) {
    return ProposalServiceGrpc.newBlockingStub(from)
        .getEvidence(GetEvidenceRequest.newBuilder().setName("lessons").build());
  }

  @Test
  void theAuditTrailComesToThoseWhoMayReadItAlone() {
    String before = git(copy, "rev-parse", "refs/firstvalue/audit");
    commit(LESSONS, definition("lessons", 5));
    registry.audit().orElseThrow().flush();
    look(Role.READER);
    assertThat(git(copy, "rev-parse", "refs/firstvalue/audit")).isEqualTo(before);
    look(Role.ADMIN);
    assertThat(git(copy, "rev-parse", "refs/firstvalue/audit"))
        .isEqualTo(git(directory, "rev-parse", "refs/firstvalue/audit"))
        .isNotEqualTo(before);
  }

  private void look(Role role) {
    look(role, address());
  }

  private String address() {
    return "http://127.0.0.1:" + remote.httpPort().orElseThrow();
  }

  /** Looks once, as somebody of a role. */
  private void look(Role role, String address) {
    Remote from =
        Remote.of(
            address + "/git",
            Map.of(
                "FIRSTVALUE_FOLLOW_USER",
                "replica",
                "FIRSTVALUE_FOLLOW_PASSWORD",
                String.valueOf(secrets.get(role))));
    try (RemoteFollower follower = RemoteFollower.start(replica, from, NEVER)) {
      assertThat(follower.status().state())
          .as(follower.status().problem())
          .isEqualTo(State.CURRENT);
    }
  }
}
