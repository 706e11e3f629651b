package dev.firstvalue.registry.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.protobuf.MessageLite;
import dev.firstvalue.registry.v1.GetActiveDefinitionRequest;
import dev.firstvalue.registry.v1.GetDefinitionRequest;
import dev.firstvalue.registry.v1.RegistryServiceGrpc;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadRequestsTest {
  private final ReadRequests read = new ReadRequests();
  private final Requests<GetActiveDefinitionRequest> active =
      Requests.of(RegistryServiceGrpc.getGetActiveDefinitionMethod(), read);

  /** Bytes as the transport brings them. */
  private static final class Brought extends ByteArrayInputStream implements KnownLength {
    Brought(byte[] bytes) {
      super(bytes);
    }
  }

  private static GetActiveDefinitionRequest of(String name) {
    return GetActiveDefinitionRequest.newBuilder().setName(name).build();
  }

  private <Q extends Message> Q brought(Requests<Q> reader, MessageLite message) {
    return reader.parse(new Brought(message.toByteArray()));
  }

  @Test
  void theSameBytesAreReadOnce() {
    GetActiveDefinitionRequest first = brought(active, of("lessons"));
    assertThat(first).isEqualTo(of("lessons"));
    assertThat(brought(active, of("lessons"))).isSameAs(first);
    assertThat(brought(active, of("lesson"))).isEqualTo(of("lesson"));
  }

  @Test
  void theSameBytesAreAnotherRequestOfAnotherMethod() {
    GetActiveDefinitionRequest first = brought(active, of("lessons"));
    Requests<GetDefinitionRequest> numbered =
        Requests.of(RegistryServiceGrpc.getGetDefinitionMethod(), read);
    assertThat((Message) brought(numbered, of("lessons")))
        .isEqualTo(GetDefinitionRequest.newBuilder().setName("lessons").build());
    assertThat(brought(active, of("lessons"))).isEqualTo(first);
  }

  @Test
  void aRequestOfTheSamePlaceTakesItAndIsNotTakenForTheOther() {
    Map<Integer, String> first = new HashMap<>();
    int pairs = 0;
    for (int i = 0; i < 10_000; i++) {
      int hash = Arrays.hashCode(of("name-" + i).toByteArray());
      String other = first.put((hash ^ hash >>> 16) & 4095, "name-" + i);
      if (other != null) {
        pairs++;
        assertThat(brought(active, of(other))).isEqualTo(of(other));
        assertThat(brought(active, of("name-" + i))).isEqualTo(of("name-" + i));
        assertThat(brought(active, of(other))).isEqualTo(of(other));
      }
    }
    assertThat(pairs).isPositive();
  }

  @Test
  void aLargeRequestIsReadEveryTime() {
    GetActiveDefinitionRequest large =
        of("lessons").toBuilder().setIfNoneMatch("x".repeat(300)).build();
    assertThat(brought(active, large)).isEqualTo(large).isNotSameAs(brought(active, large));
  }

  @Test
  void bytesThatAreNoMessageAreRefusedWhateverCameBefore() {
    byte[] broken = {0x0a, 0x7f, 'x'};
    for (int i = 0; i < 2; i++) {
      assertThat(active.refusal(active.parse(new Brought(broken)))).isPresent();
      assertThat(active.refusal(brought(active, GetActiveDefinitionRequest.getDefaultInstance())))
          .isEmpty();
      assertThat(active.refusal(brought(active, of("lessons")))).isEmpty();
    }
  }

  @Test
  void aMessageOfFieldsThatNobodyKnowsIsOne() {
    assertThat(active.refusal(active.parse(new Brought(new byte[] {(byte) 0xf8, 0x7f, 1}))))
        .isEmpty();
  }

  @Test
  void requestsThatAreNoMessagesHaveNoReader() {
    MethodDescriptor<GetActiveDefinitionRequest, ?> method =
        RegistryServiceGrpc.getGetActiveDefinitionMethod();
    MethodDescriptor.Marshaller<GetActiveDefinitionRequest> plain =
        new MethodDescriptor.Marshaller<>() {
          @Override
          public java.io.InputStream stream(GetActiveDefinitionRequest value) {
            return method.getRequestMarshaller().stream(value);
          }

          @Override
          public GetActiveDefinitionRequest parse(java.io.InputStream stream) {
            return method.getRequestMarshaller().parse(stream);
          }
        };
    org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Requests.of(
                    method.toBuilder().setRequestMarshaller(plain).build(), new ReadRequests()));
  }
}
