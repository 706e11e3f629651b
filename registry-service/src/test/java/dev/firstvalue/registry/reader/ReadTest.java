package dev.firstvalue.registry.reader;

import static dev.firstvalue.registry.Documents.definition;
import static dev.firstvalue.registry.Documents.model;

import dev.firstvalue.registry.RegistryTest;
import dev.firstvalue.registry.gate.GateResult;
import dev.firstvalue.registry.proposal.Proposals;
import dev.firstvalue.registry.server.ProposalEndpoint;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.v1.CompileDefinitionResponse;
import dev.firstvalue.registry.v1.GetActiveDefinitionRequest;
import dev.firstvalue.registry.v1.GetDefinitionRequest;
import dev.firstvalue.registry.v1.ListReadersRequest;
import dev.firstvalue.registry.v1.Reader;
import dev.firstvalue.registry.v1.RegistryServiceGrpc;
import dev.firstvalue.registry.v1.RegistryServiceGrpc.RegistryServiceBlockingStub;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What the tests of readers share: a server with two definitions and a compiler, and clients of it.
 */
abstract class ReadTest extends RegistryTest {
  static final String LESSONS = "definitions/lessons.yaml";

  RegistryServer server;
  ManagedChannel channel;
  RegistryServiceBlockingStub plain;

  @BeforeEach
  void serve() {
    commit(LESSONS, definition("lessons", 3));
    commit(LESSONS, definition("lessons", 4));
    commit("definitions/quizzes.yaml", definition("quizzes", 5));
    start();
  }

  final void start() {
    server =
        RegistryServer.builder(registry)
            .http("127.0.0.1", 0)
            .addService(
                new ProposalEndpoint(
                    new Proposals(registry, language, candidate -> GateResult.allowed(List.of()))))
            .compiler(
                (model, definition, request) ->
                    CompileDefinitionResponse.newBuilder()
                        .setSql(
                            "atLeast "
                                + (int) definition.getSpec().getQualifies().getAtLeast()
                                + " without "
                                + model.getSpec().getExclude())
                        .build())
            .start();
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", server.port())
            .userAgent("checkout/7")
            .usePlaintext()
            .build();
    plain = RegistryServiceGrpc.newBlockingStub(channel);
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.close();
  }

  RegistryServiceBlockingStub as(String client) {
    Metadata headers = new Metadata();
    headers.put(ReaderClient.HEADER, client);
    return plain.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  List<Reader> readers(String name) {
    return plain
        .listReaders(ListReadersRequest.newBuilder().setName(name).build())
        .getReadersList();
  }

  static GetActiveDefinitionRequest active(String name) {
    return GetActiveDefinitionRequest.newBuilder().setName(name).build();
  }

  static GetDefinitionRequest version(int version) {
    return GetDefinitionRequest.newBuilder().setName("lessons").setVersion(version).build();
  }
}
