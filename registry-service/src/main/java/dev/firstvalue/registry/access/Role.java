package dev.firstvalue.registry.access;

import dev.firstvalue.access.v1.Permission;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What somebody is to the registry. */
public enum Role {
  /** A program that counts by the definitions. */
  SERVICE(Permission.PERMISSION_FETCH),
  /** Somebody who looks. */
  READER(Permission.PERMISSION_READ),
  /** Somebody who proposes definitions and tests them on the store. */
  PROPOSER(Permission.PERMISSION_PROPOSE),
  /** Somebody who answers for definitions: reviews and merges. */
  OWNER(Permission.PERMISSION_REVIEW),
  /** Somebody who runs the registry. */
  ADMIN(Permission.PERMISSION_ADMINISTER);

  private final Permission farthest;

  Role(Permission farthest) {
    this.farthest = farthest;
  }

  /** Whether the role reaches so far: each reaches as far as the one before it, and farther. */
  public boolean may(Permission permission) {
    return permission != Permission.PERMISSION_UNSPECIFIED && permission.compareTo(farthest) <= 0;
  }

  /** As people write it: {@code proposer}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The role of a word.
   *
   * @throws FirstvalueException ARGUMENT_INVALID
   */
  public static Role parse(String word) {
    return Arrays.stream(values())
        .filter(role -> role.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new FirstvalueException(
                    ErrorCode.ARGUMENT_INVALID,
                    "role",
                    word.replaceAll("\\p{Cntrl}", "?") + " is no role",
                    "Name one of "
                        + Arrays.stream(values())
                            .map(Role::word)
                            .collect(Collectors.joining(", "))));
  }
}
