package dev.firstvalue.registry.reader;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.firstvalue.proto.ProtoJson;
import dev.firstvalue.registry.v1.Reader;
import dev.firstvalue.registry.v1.StoredReaders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is kept of the readers: {@code firstvalue-readers.json} beside the Git repository, no part
 * of it, since it says nothing about a definition. It is replaced whole.
 */
final class ReaderFile {
  private static final String FILE = "firstvalue-readers.json";

  /** More than {@link ReaderLedger} ever writes. */
  private static final long LARGEST_BYTES = 64L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(ReaderFile.class);

  private final Path path;

  ReaderFile(Path directory) {
    this.path = directory.resolve(FILE);
  }

  Path path() {
    return path;
  }

  /** What was kept, and since when it was counted. */
  record Content(Instant countedSince, List<Reader> readers) {
    Content {
      readers = List.copyOf(readers);
    }
  }

  /**
   * Reads the file.
   *
   * @param now what counting begins with where there is none, or one that does not read: a loss of
   *     counts is told, and stops no server
   */
  Content read(Instant now) {
    if (!Files.exists(path)) {
      return new Content(now, List.of());
    }
    try {
      if (Files.size(path) > LARGEST_BYTES) {
        throw new IOException("it has more than " + LARGEST_BYTES + " bytes");
      }
      StoredReaders.Builder stored = StoredReaders.newBuilder();
      ProtoJson.merge(Files.readString(path), stored);
      return new Content(
          stored.hasCountedSince() ? Instant.ofEpochMilli(millis(stored.getCountedSince())) : now,
          stored.getReadersList());
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      LOG.error("{} does not read, and readers are counted anew: {}", path, e.toString());
    } catch (IOException e) {
      LOG.error("{} cannot be read, and readers are counted anew", path, e);
    }
    return new Content(now, List.of());
  }

  void write(Instant countedSince, List<Reader> readers) throws IOException {
    StoredReaders stored =
        StoredReaders.newBuilder()
            .setCountedSince(timestamp(countedSince.toEpochMilli()))
            .addAllReaders(readers)
            .build();
    Path next = path.resolveSibling(FILE + ".next");
    try (FileChannel out =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes =
          ByteBuffer.wrap((ProtoJson.printReport(stored) + "\n").getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        int _ = out.write(bytes);
      }
      out.force(true);
    }
    Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  static Timestamp timestamp(long millis) {
    return Timestamps.fromMillis(millis);
  }

  static long millis(Timestamp timestamp) {
    return Timestamps.toMillis(timestamp);
  }
}
