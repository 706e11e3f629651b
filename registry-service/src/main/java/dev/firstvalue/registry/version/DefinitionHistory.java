package dev.firstvalue.registry.version;

import com.google.protobuf.util.Timestamps;
import dev.firstvalue.definition.v1.ValueEvent;
import dev.firstvalue.registry.v1.DefinitionVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one name has meant. Immutable.
 *
 * @param entries versions and revisions, oldest first; never empty. Only the newest can be active
 */
public record DefinitionHistory(String name, Standing standing, List<EncodedVersion> entries) {
  /** Refuses a name without a version. */
  public DefinitionHistory {
    entries = List.copyOf(entries);
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("entries: none (expected: at least one)");
    }
  }

  /** The newest version or revision. */
  public EncodedVersion newest() {
    return entries.getLast();
  }

  /** The newest revision of a version. */
  public Optional<EncodedVersion> version(int version) {
    return entries.reversed().stream().filter(entry -> entry.version() == version).findFirst();
  }

  /** The newest version or revision of this meaning. */
  public Optional<EncodedVersion> meaning(String meaningHash) {
    return entries.reversed().stream()
        .filter(entry -> entry.meaningHash().equals(meaningHash))
        .findFirst();
  }

  /** How many versions there are: the number of the newest. */
  public int versions() {
    return newest().version();
  }

  /** The history after a commit wrote the file, or bound it to another event model. */
  static DefinitionHistory written(
      @Nullable DefinitionHistory before,
      String name,
      Meaning meaning,
      String source,
      String contentHash,
      CommitFacts commit) {
    DefinitionVersion.Builder next =
        DefinitionVersion.newBuilder()
            .setName(name)
            .setMeaningHash(meaning.meaningHash())
            .setContentHash(contentHash)
            .setCommit(commit.id())
            .setRecordedAt(Timestamps.fromMillis(commit.recordedAt().toEpochMilli()))
            .setAuthor(commit.author())
            .setSubject(commit.subject())
            .setDefinition(meaning.definition())
            .setSource(source);
    Standing standing = Standing.of(meaning.definition());
    if (before == null) {
      next.setVersion(1);
      return new DefinitionHistory(name, standing, List.of(flagged(next, standing)));
    }
    EncodedVersion newest = before.newest();
    if (!newest.meaningHash().equals(meaning.meaningHash())) {
      next.setVersion(newest.version() + 1);
      commit
          .validFrom(false)
          .map(Instant::toEpochMilli)
          .map(Timestamps::fromMillis)
          .ifPresent(next::setValidFrom);
    } else if (newest.contentHash().equals(contentHash)) {
      // Mended, restored, or bound to a model that means the same: there is nothing new to record.
      return before.standing() == standing ? before : before.under(standing);
    } else {
      next.setVersion(newest.version()).setRevision(newest.revision() + 1);
      DefinitionVersion message = newest.message();
      if (message.hasValidFrom()) {
        next.setValidFrom(message.getValidFrom());
      }
    }
    // Under DELETED no entry is active, and the new one is to be the only one.
    List<EncodedVersion> entries = new ArrayList<>(before.under(Standing.DELETED).entries());
    entries.add(flagged(next, standing));
    return new DefinitionHistory(name, standing, entries);
  }

  /** The same history under another standing, which only the newest entry shows. */
  DefinitionHistory under(Standing changed) {
    List<EncodedVersion> changedEntries = new ArrayList<>(entries);
    changedEntries.set(entries.size() - 1, flagged(newest().message().toBuilder(), changed));
    return new DefinitionHistory(name, changed, changedEntries);
  }

  private static EncodedVersion flagged(DefinitionVersion.Builder entry, Standing standing) {
    return EncodedVersion.of(
        entry
            .setActive(standing.served())
            .setNotice(standing == Standing.DEPRECATED ? notice(entry.getDefinition()) : "")
            .build());
  }

  private static String notice(ValueEvent definition) {
    List<String> owners = definition.getMetadata().getOwnersList();
    String whom = owners.isEmpty() ? "its owners" : String.join(", ", owners);
    return definition.getMetadata().getName()
        + " is deprecated and will be retired; ask "
        + whom
        + " what takes its place";
  }
}
