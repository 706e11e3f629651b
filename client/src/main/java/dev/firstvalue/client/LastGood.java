package dev.firstvalue.client;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.firstvalue.registry.v1.GetActiveDefinitionResponse;
import dev.firstvalue.registry.v1.GetEventModelResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The last good answers of one registry on disk, one file a definition and one for the event model:
 * a magic word, the SHA-256 of target, name and answer, and the answer. A file is replaced by
 * renaming, so a reader sees the old one or the new one, whatever is killed when; what does not
 * hold its checksum is not used.
 */
final class LastGood {
  private static final byte[] MAGIC = "FVGOOD1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int DIGEST_BYTES = 32;

  /** No definition's name, so that the file is none's. */
  private static final String EVENT_MODEL = "_event-model";

  private final Path directory;
  private final String target;
  private final Consumer<ClientEvent> events;

  /** The answers of a registry, in a folder of its own below a directory. */
  LastGood(Path directory, String target, Consumer<ClientEvent> events) {
    byte[] digest = digest(target, "", new byte[0]);
    String folder = HexFormat.of().formatHex(digest, 0, 8);
    this.directory = directory.resolve(folder);
    this.target = target;
    this.events = events;
  }

  /** Where the answer about a name is kept; the name is one that the registry would accept. */
  Path file(String name) {
    return directory.resolve(name + ".lastgood");
  }

  Optional<GetActiveDefinitionResponse> read(String name) {
    return read(name, GetActiveDefinitionResponse.parser());
  }

  Optional<GetEventModelResponse> readEventModel() {
    return read(EVENT_MODEL, GetEventModelResponse.parser());
  }

  private <T> Optional<T> read(String name, Parser<T> parser) {
    Path file = file(name);
    try {
      byte[] bytes = Files.readAllBytes(file);
      int header = MAGIC.length + DIGEST_BYTES;
      if (bytes.length >= header && Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
        byte[] payload = Arrays.copyOfRange(bytes, header, bytes.length);
        byte[] written = Arrays.copyOfRange(bytes, MAGIC.length, header);
        if (MessageDigest.isEqual(written, digest(target, name, payload))) {
          return Optional.of(parser.parseFrom(payload));
        }
      }
      events.accept(new ClientEvent.CacheIgnored(file, "the checksum does not hold"));
    } catch (NoSuchFileException e) {
      // Nothing was kept yet.
      return Optional.empty();
    } catch (InvalidProtocolBufferException e) {
      events.accept(new ClientEvent.CacheIgnored(file, "another release wrote it: " + e));
    } catch (IOException e) {
      events.accept(new ClientEvent.CacheIgnored(file, "it cannot be read: " + e));
    }
    return Optional.empty();
  }

  void write(String name, GetActiveDefinitionResponse answer) {
    keep(name, answer);
  }

  void writeEventModel(GetEventModelResponse answer) {
    keep(EVENT_MODEL, answer);
  }

  private void keep(String name, MessageLite answer) {
    Path file = file(name);
    byte[] payload = answer.toByteArray();
    try {
      Files.createDirectories(directory);
      Path fresh = Files.createTempFile(directory, name + "-", ".new");
      try {
        try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
          ByteBuffer bytes = ByteBuffer.allocate(MAGIC.length + DIGEST_BYTES + payload.length);
          bytes.put(MAGIC).put(digest(target, name, payload)).put(payload).flip();
          while (bytes.hasRemaining()) {
            out.write(bytes);
          }
          out.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      events.accept(new ClientEvent.CacheUnwritable(file, e.toString()));
    }
  }

  /** Forgets an answer that the registry does not give any more. */
  void forget(String name) {
    try {
      Files.deleteIfExists(file(name));
    } catch (IOException e) {
      events.accept(new ClientEvent.CacheUnwritable(file(name), e.toString()));
    }
  }

  private static byte[] digest(String target, String name, byte[] payload) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(target.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      digest.update(name.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      return digest.digest(payload);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
