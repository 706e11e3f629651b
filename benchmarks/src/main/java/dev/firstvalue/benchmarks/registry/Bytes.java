package dev.firstvalue.benchmarks.registry;

import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Messages as they are on the wire, so that neither side spends anything on reading them: written
 * in one piece, as gRPC allows, and not through its copying buffer of 8 KiB.
 */
final class Bytes implements Marshaller<byte[]> {
  private Bytes() {}

  static MethodDescriptor<byte[], byte[]> method(String name) {
    return MethodDescriptor.<byte[], byte[]>newBuilder()
        .setType(MethodDescriptor.MethodType.UNARY)
        .setFullMethodName(name)
        .setRequestMarshaller(new Bytes())
        .setResponseMarshaller(new Bytes())
        .build();
  }

  @Override
  public InputStream stream(byte[] value) {
    return new OnePiece(value);
  }

  @Override
  public byte[] parse(InputStream stream) {
    try {
      // How long it is is known: without, a buffer of 16 KiB is made for each.
      return stream.readNBytes(stream.available());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class OnePiece extends ByteArrayInputStream
      implements Drainable, KnownLength {
    OnePiece(byte[] value) {
      super(value);
    }

    @Override
    public int drainTo(OutputStream target) throws IOException {
      return Math.toIntExact(transferTo(target));
    }
  }
}
