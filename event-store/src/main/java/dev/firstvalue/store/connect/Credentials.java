package dev.firstvalue.store.connect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A user of a store and the password, which is never printed.
 *
 * @param user the name; not empty
 * @param password may be empty
 */
public record Credentials(String user, String password) {

  /** The environment variable of the user's name. */
  public static final String USER_VARIABLE = "FIRSTVALUE_STORE_USER";

  /** The environment variable of the password. */
  public static final String PASSWORD_VARIABLE = "FIRSTVALUE_STORE_PASSWORD";

  private static final String DEFAULT_USER = "default";

  public Credentials {
    if (user.isEmpty()) {
      throw new IllegalArgumentException("user: empty (expected: a name)");
    }
  }

  /**
   * The user and password that the environment names; ClickHouse's {@code default} without password
   * if it names none.
   */
  public static Credentials fromEnvironment(Map<String, String> environment) {
    return new Credentials(
        environment.getOrDefault(USER_VARIABLE, DEFAULT_USER),
        environment.getOrDefault(PASSWORD_VARIABLE, ""));
  }

  /**
   * The user and password that a file names in the lines {@code user=…} and {@code password=…};
   * what follows the first equals sign is taken as it is. Empty lines and lines that begin with
   * {@code #} are skipped.
   *
   * @throws dev.firstvalue.definition.error.FirstvalueException when the file cannot be read or has
   *     another line
   */
  public static Credentials fromFile(Path file) {
    String user = DEFAULT_USER;
    String password = "";
    try {
      int number = 0;
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        number++;
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        if (line.startsWith("user=") && line.length() > "user=".length()) {
          user = line.substring("user=".length());
        } else if (line.startsWith("password=")) {
          password = line.substring("password=".length());
        } else {
          throw StoreErrors.badCredentialsLine(file, number);
        }
      }
    } catch (IOException e) {
      throw StoreErrors.unreadableCredentials(file, e);
    }
    return new Credentials(user, password);
  }

  @Override
  public String toString() {
    return user + " (password hidden)";
  }
}
