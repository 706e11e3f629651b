package dev.firstvalue.cli.workspace;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.git.GitCheckout;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The Git history around a folder, if it has one.
 *
 * @param checkout the working copy; empty outside of Git
 */
public record MaybeHistory(Optional<GitCheckout> checkout) implements AutoCloseable {

  /** The history of the working copy that a folder lies in. */
  public static MaybeHistory around(Path folder) {
    try {
      return new MaybeHistory(Optional.of(GitCheckout.around(folder)));
    } catch (FirstvalueException e) {
      if (e.code() == ErrorCode.REPOSITORY_NOT_FOUND) {
        return new MaybeHistory(Optional.empty());
      }
      throw e;
    }
  }

  @Override
  public void close() {
    checkout.ifPresent(GitCheckout::close);
  }
}
