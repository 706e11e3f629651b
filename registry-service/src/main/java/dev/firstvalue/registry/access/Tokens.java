package dev.firstvalue.registry.access;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The tokens of a registry, in a file of its directory that its owner alone may read. It holds
 * hashes: whoever reads it can call nobody. It is replaced whole, under a lock.
 */
public final class Tokens {
  private static final String FILE = "firstvalue-tokens.json";
  private static final String PREFIX = "fv_";
  private static final int ID_BYTES = 6;
  private static final int SECRET_BYTES = 32;

  private final Path file;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /** The tokens of a registry's directory, whether it has any or not. */
  public Tokens(Path repository, InstantSource clock) {
    this.file = repository.resolve(FILE);
    this.clock = clock;
  }

  Path file() {
    return file;
  }

  /** Whether callers have to show a token: there ever was one. */
  public boolean exist() {
    return Files.exists(file);
  }

  /** A new token with its secret, which is nowhere else. */
  public record Created(Token token, String secret) {}

  /**
   * Makes a token.
   *
   * @throws FirstvalueException FILE_UNWRITABLE
   */
  public Created create(Caller caller, Optional<Instant> expires) {
    byte[] id = new byte[ID_BYTES];
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(id);
    random.nextBytes(secret);
    String idText = HexFormat.of().formatHex(id);
    String whole =
        PREFIX + idText + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    Token token =
        new Token(idText, caller, Token.hashOf(whole), clock.instant(), expires, Optional.empty());
    change(
        tokens -> {
          tokens.add(token);
          return tokens;
        });
    return new Created(token, whole);
  }

  /** Every token there ever was, oldest first. */
  public List<Token> list() {
    try {
      return exist() ? read() : List.of();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Ends a token.
   *
   * @throws FirstvalueException TOKEN_NOT_FOUND
   */
  public Token revoke(String id) {
    List<Token> after =
        change(
            tokens -> {
              tokens.replaceAll(
                  token -> token.id().equals(id) ? token.revokedAt(clock.instant()) : token);
              return tokens;
            });
    return after.stream()
        .filter(token -> token.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new FirstvalueException(
                    ErrorCode.TOKEN_NOT_FOUND,
                    id.replaceAll("\\p{Cntrl}", "?"),
                    "the registry has no token of this id",
                    "firstvalue token list names them"));
  }

  /** The id that a secret says it has; empty for what is no token of ours. */
  static Optional<String> id(String secret) {
    return secret.matches(PREFIX + "[0-9a-f]{12}_[A-Za-z0-9_-]{43}")
        ? Optional.of(secret.substring(PREFIX.length(), PREFIX.length() + 2 * ID_BYTES))
        : Optional.empty();
  }

  List<Token> read() throws IOException {
    List<Token> tokens = new ArrayList<>();
    try {
      for (JsonElement element : JsonParser.parseString(Files.readString(file)).getAsJsonArray()) {
        tokens.add(Token.of(element.getAsJsonObject()));
      }
    } catch (RuntimeException e) {
      throw new IOException("not a list of tokens", e);
    }
    return tokens;
  }

  private List<Token> change(UnaryOperator<List<Token>> change) {
    Path lock = file.resolveSibling(FILE + ".lock");
    Path next = file.resolveSibling(FILE + ".next");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = channel.lock()) {
      List<Token> tokens = change.apply(new ArrayList<>(list()));
      JsonArray json = new JsonArray();
      tokens.forEach(token -> json.add(token.json()));
      Files.deleteIfExists(next);
      createPrivate(next);
      Files.writeString(next, json + "\n");
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return tokens;
    } catch (IOException e) {
      throw new FirstvalueException(
          ErrorCode.FILE_UNWRITABLE,
          file.toString(),
          "the tokens cannot be written: " + e.getMessage(),
          "Look at the permissions of the registry's directory and at the disk",
          e);
    }
  }

  private static void createPrivate(Path path) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else {
      Files.createFile(path);
    }
  }

  private FirstvalueException unreadable(IOException e) {
    return new FirstvalueException(
        ErrorCode.FILE_UNREADABLE,
        file.toString(),
        "the tokens cannot be read: " + e.getMessage(),
        "Restore the file, or remove it and create new tokens",
        e);
  }
}
