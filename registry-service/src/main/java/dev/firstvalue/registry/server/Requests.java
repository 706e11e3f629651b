package dev.firstvalue.registry.server;

import com.google.protobuf.Message;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.status.ErrorStatus;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the requests of one method. gRPC would end a call whose bytes are no message as if the
 * server had failed, before a service hears of it: here such bytes become one certain message,
 * which {@link #refusal} knows, and whoever serves the call refuses it.
 */
final class Requests<Q> implements MethodDescriptor.Marshaller<Q> {
  private final MethodDescriptor<Q, ?> method;
  private final Q unreadable;
  private final ReadRequests read;

  private Requests(MethodDescriptor<Q, ?> method, Q unreadable, ReadRequests read) {
    this.method = method;
    this.unreadable = unreadable;
    this.read = read;
  }

  /**
   * Of a method whose requests are messages of protobuf.
   *
   * @param read what was read of all methods
   */
  static <Q> Requests<Q> of(MethodDescriptor<Q, ?> method, ReadRequests read) {
    if (method.getRequestMarshaller() instanceof MethodDescriptor.PrototypeMarshaller<Q> messages
        && messages.getMessagePrototype() instanceof Message prototype) {
      @SuppressWarnings("unchecked") // a message's builder builds its like
      Q unreadable = (Q) prototype.newBuilderForType().build();
      return new Requests<>(method, unreadable, read);
    }
    throw new IllegalArgumentException(method + " has requests that are no messages");
  }

  @Override
  public InputStream stream(Q request) {
    return method.getRequestMarshaller().stream(request);
  }

  @Override
  public Q parse(InputStream stream) {
    try {
      int size = stream.available();
      if (!(stream instanceof KnownLength) || size > ReadRequests.LARGEST_BYTES) {
        return parsed(stream);
      }
      byte[] bytes = stream.readNBytes(size);
      @Nullable Q known = read.get(this, bytes);
      if (known == null) {
        known = parsed(new ByteArrayInputStream(bytes));
        read.put(this, bytes, known);
      }
      return known;
    } catch (IOException e) {
      throw new UncheckedIOException("a request in memory cannot be read", e);
    }
  }

  private Q parsed(InputStream stream) {
    try {
      return method.getRequestMarshaller().parse(stream);
    } catch (StatusRuntimeException e) {
      return unreadable;
    }
  }

  /** What whoever sent bytes that are no message is told; empty for a message. */
  @SuppressWarnings("ReferenceEquality") // the sender can make an equal one, and not this one
  Optional<StatusRuntimeException> refusal(Q request) {
    return request == unreadable
        ? Optional.of(
            ErrorStatus.of(
                new FirstvalueException(
                    ErrorCode.ARGUMENT_INVALID,
                    "request",
                    "its bytes are no message of " + method.getFullMethodName(),
                    "Make requests with stubs of the protos"),
                Optional.empty()))
        : Optional.empty();
  }
}
