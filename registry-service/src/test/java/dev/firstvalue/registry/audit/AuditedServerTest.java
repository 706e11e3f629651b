package dev.firstvalue.registry.audit;

import static dev.firstvalue.registry.Documents.definition;

import com.google.protobuf.ByteString;
import dev.firstvalue.registry.RegistryTest;
import dev.firstvalue.registry.access.Access;
import dev.firstvalue.registry.access.Admission;
import dev.firstvalue.registry.access.Caller;
import dev.firstvalue.registry.access.Role;
import dev.firstvalue.registry.access.Tokens;
import dev.firstvalue.registry.gate.GateResult;
import dev.firstvalue.registry.proposal.Proposals;
import dev.firstvalue.registry.push.GitMount;
import dev.firstvalue.registry.server.ProposalEndpoint;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.v1.AuditDoor;
import dev.firstvalue.registry.v1.AuditEntry;
import dev.firstvalue.registry.v1.AuditServiceGrpc;
import dev.firstvalue.registry.v1.CreateProposalRequest;
import dev.firstvalue.registry.v1.GetProposalRequest;
import dev.firstvalue.registry.v1.ListAuditEntriesRequest;
import dev.firstvalue.registry.v1.MergeProposalRequest;
import dev.firstvalue.registry.v1.ProposalServiceGrpc;
import dev.firstvalue.registry.v1.ProposalServiceGrpc.ProposalServiceBlockingStub;
import dev.firstvalue.registry.v1.ProposedContent;
import dev.firstvalue.registry.v1.ReviewProposalRequest;
import dev.firstvalue.registry.v1.ReviewVerdict;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What the tests of the trail share: a server for Ana, Ben and Rita, and the entries that it
 * leaves.
 */
abstract class AuditedServerTest extends RegistryTest {
  static final String LESSONS = "definitions/lessons.yaml";

  Tokens tokens;
  String ana;
  String ben;
  String rita;
  RegistryServer server;
  ManagedChannel channel;

  @BeforeEach
  void serve() {
    commit(
        "policy.yaml",
        "apiVersion: firstvalue/v1\nkind: Policy\nspec: {approvals: {minimum: 1}}\n");
    tokens = new Tokens(directory, clock);
    ana = token("Ana", "ana@example.com", Role.PROPOSER);
    ben = token("Ben", "ben@example.com", Role.ADMIN);
    rita = token("Rita", "", Role.READER);
    Proposals proposals =
        new Proposals(registry, language, candidate -> GateResult.allowed(List.of()));
    server =
        RegistryServer.builder(registry)
            .http("127.0.0.1", 0)
            .access(new Access.ByToken(tokens, clock))
            .addService(new ProposalEndpoint(proposals))
            .mount(new GitMount(registry, proposals))
            // Nothing is written behind the test's back.
            .followEvery(Duration.ofHours(1))
            .start();
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
  }

  @AfterEach
  void stop() throws InterruptedException {
    channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    server.close();
  }

  String token(String name, String email, Role role) {
    return tokens.create(new Caller(name, email, role), Optional.empty()).secret();
  }

  static Metadata headers(String secret, String request) {
    Metadata headers = new Metadata();
    headers.put(Admission.AUTHORIZATION, "Bearer " + secret);
    headers.put(Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER), request);
    return headers;
  }

  ProposalServiceBlockingStub as(String secret, String request) {
    return ProposalServiceGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers(secret, request)));
  }

  AuditServiceGrpc.AuditServiceBlockingStub stub(String secret, String request) {
    return AuditServiceGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers(secret, request)));
  }

  static CreateProposalRequest proposal(String name, int lessons) {
    return CreateProposalRequest.newBuilder()
        .setTitle("Ask for " + lessons)
        .addFiles(
            ProposedContent.newBuilder()
                .setName(name + ".yaml")
                .setContent(ByteString.copyFromUtf8(definition(name, lessons))))
        .build();
  }

  ReviewProposalRequest approval() {
    return ReviewProposalRequest.newBuilder()
        .setNumber(1)
        .setVerdict(ReviewVerdict.REVIEW_VERDICT_APPROVE)
        .setContentHash(
            as(ben, "r")
                .getProposal(GetProposalRequest.newBuilder().setNumber(1).build())
                .getProposal()
                .getContentHash())
        .build();
  }

  static MergeProposalRequest merge(int number) {
    return MergeProposalRequest.newBuilder().setNumber(number).build();
  }

  static ListAuditEntriesRequest all() {
    return ListAuditEntriesRequest.newBuilder().setPageSize(1000).build();
  }

  /** What came of requests and of others, without the setting up. */
  List<AuditEntry> entries() {
    return oldestFirst(stub(ben, "r").listAuditEntries(all()).getEntriesList()).stream()
        .filter(entry -> entry.getDoor() != AuditDoor.AUDIT_DOOR_DIRECTORY)
        .toList();
  }

  static List<AuditEntry> oldestFirst(List<AuditEntry> entries) {
    return entries.reversed();
  }
}
