package dev.firstvalue.registry.reader;

import static dev.firstvalue.registry.Documents.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.v1.CompileDefinitionRequest;
import dev.firstvalue.registry.v1.CompileDefinitionResponse;
import dev.firstvalue.registry.v1.Reader;
import dev.firstvalue.registry.v1.RegistryServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import org.junit.jupiter.api.Test;

/** Versions as SQL, over a channel. */
class CompileTest extends ReadTest {
  @Test
  void aVersionIsCompiledOverTheModelOfItsTime() {
    commit("event-model.yaml", model("properties.is_test == false"));
    assertThat(compiled(CompileDefinitionRequest.newBuilder()))
        .satisfies(
            sql ->
                assertThat(sql.getSql()).isEqualTo("atLeast 4 without properties.is_test == false"),
            sql -> assertThat(sql.getVersion()).isEqualTo(3));
    assertThat(compiled(CompileDefinitionRequest.newBuilder().setVersion(1)))
        .satisfies(
            sql ->
                assertThat(sql.getSql()).isEqualTo("atLeast 3 without properties.is_test == true"),
            sql ->
                assertThat(sql.getMeaningHash())
                    .isEqualTo(registry.snapshot().version("lessons", 1).meaningHash()));
    assertThat(
            compiled(
                    CompileDefinitionRequest.newBuilder()
                        .setMeaningHash(registry.snapshot().version("lessons", 2).meaningHash()))
                .getVersion())
        .isEqualTo(2);
    assertThat(readers("lessons")).extracting(Reader::getVersion).containsExactly(1, 2, 3);
  }

  @Test
  void aServerWithoutAStoreSaysThatItHasNone() {
    try (RegistryServer bare = RegistryServer.builder(registry).start()) {
      ManagedChannel to =
          NettyChannelBuilder.forAddress("127.0.0.1", bare.port()).usePlaintext().build();
      StatusRuntimeException error =
          catchThrowableOfType(
              StatusRuntimeException.class,
              () ->
                  RegistryServiceGrpc.newBlockingStub(to)
                      .compileDefinition(
                          CompileDefinitionRequest.newBuilder().setName("lessons").build()));
      to.shutdownNow();
      assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(error).hasMessageContaining("no store");
    }
  }

  private CompileDefinitionResponse compiled(CompileDefinitionRequest.Builder asked) {
    return plain.compileDefinition(asked.setName("lessons").build());
  }
}
