package dev.firstvalue.cli.options;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.validator.Scope;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What part of the log is read. */
public final class ScopeOptions {
  @Option(
      names = "--as-of",
      paramLabel = "T",
      converter = InstantConverter.class,
      description =
          "The end of what is known; events at or after it are not read. It may lie after the"
              + " newest event, for a log that is known to be complete. Default: the newest event,"
              + " less lateness. An instant (2026-05-01T00:00:00Z) or a date (2026-05-01, UTC).")
  private @Nullable Instant asOf;

  @Option(
      names = "--since",
      paramLabel = "T",
      converter = InstantConverter.class,
      description = "Only entities that started at or after this.")
  private @Nullable Instant since;

  @Option(
      names = "--until",
      paramLabel = "T",
      converter = InstantConverter.class,
      description = "Only entities that started before this.")
  private @Nullable Instant until;

  /**
   * The options as the validator takes them.
   *
   * @throws FirstvalueException where nobody can have started at or after since and before until
   */
  public Scope scope() {
    if (since != null && until != null && !since.isBefore(until)) {
      throw new FirstvalueException(
          ErrorCode.ARGUMENT_INVALID,
          "--since",
          since + " is not before --until " + until + ", so nobody started in between",
          "Give an earlier --since or a later --until");
    }
    return new Scope(
        Optional.ofNullable(asOf), Optional.ofNullable(since), Optional.ofNullable(until));
  }
}
