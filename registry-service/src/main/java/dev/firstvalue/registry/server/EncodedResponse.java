package dev.firstvalue.registry.server;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import dev.firstvalue.registry.version.EncodedVersion;
import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * A response on its way: versions that were encoded when they were committed, and a short rest. It
 * can be sent any number of times.
 *
 * @param versions field 1 of the response, in order
 * @param rest the response without its field 1, encoded
 */
record EncodedResponse(List<EncodedVersion> versions, ByteString rest) {
  EncodedResponse(List<EncodedVersion> versions, MessageLite rest) {
    this(versions, rest.toByteString());
  }

  static EncodedResponse of(EncodedVersion version, MessageLite rest) {
    return new EncodedResponse(List.of(version), rest);
  }

  private int size() {
    int size = rest.size();
    for (EncodedVersion version : versions) {
      size += version.size();
    }
    return size;
  }

  private void writeTo(OutputStream out) throws IOException {
    for (EncodedVersion version : versions) {
      version.writeTo(out);
    }
    rest.writeTo(out);
  }

  /** Writes responses; a server never reads one. */
  static final class Marshaller implements MethodDescriptor.Marshaller<EncodedResponse> {
    @Override
    public InputStream stream(EncodedResponse response) {
      return new Stream(response);
    }

    @Override
    public EncodedResponse parse(InputStream stream) {
      throw new UnsupportedOperationException("a server does not read its own responses");
    }
  }

  /**
   * gRPC asks for the size and drains the bytes; it reads them one by one only when it compresses.
   */
  private static final class Stream extends InputStream implements Drainable, KnownLength {
    private final EncodedResponse response;
    private final int size;
    private InputStream bytes = InputStream.nullInputStream();
    private boolean started;

    Stream(EncodedResponse response) {
      this.response = response;
      this.size = response.size();
    }

    @Override
    public int drainTo(OutputStream target) throws IOException {
      if (started) {
        return Math.toIntExact(bytes.transferTo(target));
      }
      started = true;
      response.writeTo(target);
      return size;
    }

    @Override
    public int available() throws IOException {
      return started ? bytes.available() : size;
    }

    @Override
    public int read() throws IOException {
      return opened().read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return opened().read(buffer, offset, length);
    }

    private InputStream opened() throws IOException {
      if (!started) {
        started = true;
        ByteArrayOutputStream out = new ByteArrayOutputStream(size);
        response.writeTo(out);
        bytes = new ByteArrayInputStream(out.toByteArray());
      }
      return bytes;
    }
  }
}
