package dev.firstvalue.registry.proposal;

import static dev.firstvalue.registry.Documents.bytes;
import static dev.firstvalue.registry.Failures.detail;
import static dev.firstvalue.registry.Failures.failure;
import static dev.firstvalue.registry.Failures.reason;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.rpc.PreconditionFailure;
import com.google.rpc.PreconditionFailure.Violation;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.registry.RegistryTest;
import dev.firstvalue.registry.gate.Gate;
import dev.firstvalue.registry.gate.GateResult;
import dev.firstvalue.registry.server.ProposalEndpoint;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.v1.CreateProposalRequest;
import dev.firstvalue.registry.v1.CreateProposalResponse;
import dev.firstvalue.registry.v1.GateState;
import dev.firstvalue.registry.v1.GateStatus;
import dev.firstvalue.registry.v1.GetProposalRequest;
import dev.firstvalue.registry.v1.GetProposalResponse;
import dev.firstvalue.registry.v1.MergeProposalRequest;
import dev.firstvalue.registry.v1.Proposal;
import dev.firstvalue.registry.v1.ProposalServiceGrpc;
import dev.firstvalue.registry.v1.ProposedContent;
import dev.firstvalue.registry.v1.ReviewProposalRequest;
import dev.firstvalue.registry.v1.ReviewVerdict;
import dev.firstvalue.registry.v1.UpdateProposalRequest;
import dev.firstvalue.validation.v1.ValidationReport;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What the tests of proposals share: a server that has them, on a real bare repository, a gate that
 * allows everything until told otherwise, and what Ana, Ben and Eva do over a channel.
 */
public abstract class ProposalTest extends RegistryTest {
  protected static final String LESSONS = "definitions/lessons.yaml";
  protected static final String ANA_WRITES = "Ana <ana@example.com>";
  protected static final String BEN = "Ben <ben@example.com>";
  protected static final String EVA = "Eva <eva@example.com>";

  protected final List<String> backtested = new ArrayList<>();
  protected Gate gate =
      candidate -> {
        backtested.add(candidate.name());
        return GateResult.allowed(
            List.of(ValidationReport.newBuilder().setDefinition(candidate.name()).build()));
      };

  protected RegistryServer server;
  protected ManagedChannel channel;
  protected ProposalServiceGrpc.ProposalServiceBlockingStub stub;

  @BeforeEach
  void start() {
    commit("policy.yaml", policy("approvals: {minimum: 1}, allow: {NARROWS: ALWAYS}"));
    serve(ProposalLimits.NONE);
  }

  @AfterEach
  protected void stop() {
    channel.shutdownNow();
    server.close();
  }

  /** Serves the repository as it is open now. */
  protected final void serve() {
    serve(ProposalLimits.NONE);
  }

  protected final void serve(ProposalLimits limits) {
    Proposals proposals =
        new Proposals(registry, language, candidate -> gate.check(candidate), limits);
    server = served(RegistryServer.builder(registry), proposals).start();
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
    stub = ProposalServiceGrpc.newBlockingStub(channel);
  }

  /** What the server has beside the registry. */
  protected RegistryServer.Builder served(RegistryServer.Builder builder, Proposals proposals) {
    return builder.addService(new ProposalEndpoint(proposals));
  }

  /** A policy of these rules. */
  protected static String policy(String spec) {
    return "apiVersion: firstvalue/v1\nkind: Policy\nspec: {" + spec + "}\n";
  }

  protected CreateProposalResponse propose(String document) {
    return propose("FORWARD", document);
  }

  protected CreateProposalResponse propose(String restate, String document) {
    return propose(restate, document, "proposed.yaml");
  }

  protected CreateProposalResponse propose(String restate, String document, String file) {
    return stub.createProposal(create(restate, document, file));
  }

  /** What Ana asks for. */
  protected static CreateProposalRequest create(String restate, String document, String file) {
    return CreateProposalRequest.newBuilder()
        .setTitle("Try")
        .addFiles(content(document, file))
        .setRestate(restate)
        .setActor(ANA_WRITES)
        .build();
  }

  protected static ProposedContent content(String document, String file) {
    return ProposedContent.newBuilder()
        .setName(file)
        .setContent(ByteString.copyFrom(bytes(document)))
        .build();
  }

  protected Proposal update(String who, String document) {
    return update(1, who, document);
  }

  protected Proposal update(int number, String who, String document) {
    return stub.updateProposal(
            UpdateProposalRequest.newBuilder()
                .setNumber(number)
                .addFiles(content(document, "proposed.yaml"))
                .setActor(who)
                .build())
        .getProposal();
  }

  protected void approve(String who, Proposal proposal) {
    review(who, proposal, ReviewVerdict.REVIEW_VERDICT_APPROVE, "");
  }

  /** Keeps what somebody says of the content that they were shown. */
  protected void review(String who, Proposal proposal, ReviewVerdict verdict, String comment) {
    assertThat(
            stub.reviewProposal(
                    ReviewProposalRequest.newBuilder()
                        .setNumber(proposal.getNumber())
                        .setVerdict(verdict)
                        .setComment(comment)
                        .setContentHash(proposal.getContentHash())
                        .setActor(who)
                        .build())
                .getProposal()
                .getReviewsCount())
        .isPositive();
  }

  /** What Eva asks for. */
  protected static MergeProposalRequest merge(int number) {
    return MergeProposalRequest.newBuilder().setNumber(number).setActor(EVA).build();
  }

  protected GetProposalResponse get(int number) {
    return stub.getProposal(GetProposalRequest.newBuilder().setNumber(number).build());
  }

  /** The gates that are shut. */
  protected static List<String> shut(List<GateStatus> gates) {
    return gates.stream()
        .filter(status -> status.getState() == GateState.GATE_STATE_SHUT)
        .map(GateStatus::getGate)
        .toList();
  }

  /** The gates for which a merge is refused. */
  protected static List<Violation> violations(ThrowingCallable call) {
    assertThat(reason(call)).isEqualTo(ErrorCode.MERGE_REFUSED.name());
    return detail(failure(call), PreconditionFailure.class).getViolationsList();
  }
}
