package dev.firstvalue.registry.version;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * What a version takes from its commit.
 *
 * @param restate when a change of meaning applies from; see {@link #validFrom}
 */
record CommitFacts(
    String id, Instant recordedAt, String author, String subject, Optional<String> restate) {
  static CommitFacts of(RevCommit commit) {
    List<String> restate = commit.getFooterLines("Restate");
    return new CommitFacts(
        commit.name(),
        commit.getCommitterIdent().getWhenAsInstant(),
        commit.getAuthorIdent().getName() + " <" + commit.getAuthorIdent().getEmailAddress() + ">",
        commit.getShortMessage(),
        restate.isEmpty() ? Optional.empty() : Optional.of(restate.getLast().strip()));
  }

  /**
   * The event time from which a new meaning applies: empty with the trailer {@code Restate: ALL},
   * the start of a day in UTC with {@code Restate: 2026-05-01}, else the instant of the commit
   * ({@code FORWARD}). A first version has nothing before it and applies from the beginning.
   */
  Optional<Instant> validFrom(boolean firstVersion) {
    if (firstVersion || restate.filter("ALL"::equals).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(restate.flatMap(CommitFacts::day).orElse(recordedAt));
  }

  private static Optional<Instant> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeParseException e) {
      // A trailer is free text on an immutable commit: what is no day is FORWARD.
      return Optional.empty();
    }
  }
}
