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
 * Everything that one name has meant, in both of its times: what was known since when, and from
 * which event time each version applies. Immutable.
 *
 * @param entries versions and revisions, oldest first; never empty. Only the newest can be active
 * @param moments what became known when, oldest first; the last one knows every entry
 */
public record DefinitionHistory(String name, List<EncodedVersion> entries, List<Moment> moments) {
  /** Refuses a name without a version, and moments that do not lead to the newest. */
  public DefinitionHistory {
    entries = List.copyOf(entries);
    moments = List.copyOf(moments);
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("entries: none (expected: at least one)");
    }
    if (moments.isEmpty() || moments.getLast().entries() != entries.size()) {
      throw new IllegalArgumentException(
          "moments: " + moments + " (expected: the last knows " + entries.size() + " entries)");
    }
  }

  /** How the name stands now. */
  public Standing standing() {
    return moments.getLast().standing();
  }

  /** What was known of the name at an instant; empty before its first version. */
  public Optional<Known> known(Instant at) {
    int next = 0;
    while (next < moments.size() && !moments.get(next).knownSince().isAfter(at)) {
      next++;
    }
    return next == 0 ? Optional.empty() : Optional.of(known(next));
  }

  /** What is known of the name now. */
  public Known known() {
    return known(moments.size());
  }

  private Known known(int count) {
    Moment last = moments.get(count - 1);
    int since = count - 1;
    while (since > 0 && !moments.get(since - 1).standing().served()) {
      since--;
    }
    return new Known(
        entries.subList(0, last.entries()), last.standing(), moments.get(since).knownSince());
  }

  /**
   * A history as it was known at one instant.
   *
   * @param entries versions and revisions, oldest first; never empty
   * @param standing how the name stood
   * @param unservedSince since when the name has not been served, where it is not
   */
  public record Known(List<EncodedVersion> entries, Standing standing, Instant unservedSince) {
    /** The newest version or revision. */
    public EncodedVersion newest() {
      return entries.getLast();
    }

    /**
     * Whether the name answers for events of an instant: it does for those before it was retired.
     */
    public boolean served(Instant eventTime) {
      return standing.served() || eventTime.isBefore(unservedSince);
    }

    /**
     * The rule for events of an instant: of the versions that apply by then, the one that was
     * written last. The first version applies from the beginning.
     */
    public EncodedVersion at(Instant eventTime) {
      return entries.reversed().stream()
          .filter(
              entry -> entry.validFrom().isEmpty() || !entry.validFrom().get().isAfter(eventTime))
          .findFirst()
          .orElseGet(entries::getFirst);
    }
  }

  /** The newest version or revision. */
  public EncodedVersion newest() {
    return entries.getLast();
  }

  /** The revision of the registry that recorded the newest version or revision. */
  public long newestAt() {
    int at = moments.size() - 1;
    while (at > 0 && moments.get(at - 1).entries() == entries.size()) {
      at--;
    }
    return moments.get(at).revision();
  }

  /** The newest revision of a version. */
  public Optional<EncodedVersion> version(int version) {
    return entries.reversed().stream().filter(entry -> entry.version() == version).findFirst();
  }

  /**
   * The revision of the registry that recorded an entry.
   *
   * @throws IllegalArgumentException for an entry of another history
   */
  public long recordedAt(EncodedVersion entry) {
    int known = entries.indexOf(entry) + 1;
    return moments.stream()
        .filter(moment -> known > 0 && moment.entries() >= known)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("entry: not of " + name))
        .revision();
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
      CommitFacts commit,
      Moment.Place place) {
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
      return new DefinitionHistory(
          name, List.of(flagged(next, standing)), List.of(place.moment(1, standing)));
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
      return before.standing() == standing ? before : before.under(standing, place);
    } else {
      next.setVersion(newest.version()).setRevision(newest.revision() + 1);
      DefinitionVersion message = newest.message();
      if (message.hasValidFrom()) {
        next.setValidFrom(message.getValidFrom());
      }
    }
    // Under DELETED no entry is active, and the new one is to be the only one.
    List<EncodedVersion> entries = before.entriesUnder(Standing.DELETED);
    entries.add(flagged(next, standing));
    return new DefinitionHistory(name, entries, before.and(place.moment(entries.size(), standing)));
  }

  /** The same history under another standing, which only the newest entry shows. */
  DefinitionHistory under(Standing changed, Moment.Place place) {
    return new DefinitionHistory(
        name, entriesUnder(changed), and(place.moment(entries.size(), changed)));
  }

  /** The entry that was the newest at a moment, with the flags that it had then. */
  EncodedVersion shownAt(int moment) {
    Moment then = moments.get(moment);
    EncodedVersion entry = entries.get(then.entries() - 1);
    return moment == moments.size() - 1
        ? entry
        : flagged(entry.message().toBuilder(), then.standing());
  }

  private List<EncodedVersion> entriesUnder(Standing changed) {
    List<EncodedVersion> changedEntries = new ArrayList<>(entries);
    changedEntries.set(entries.size() - 1, flagged(newest().message().toBuilder(), changed));
    return changedEntries;
  }

  private List<Moment> and(Moment next) {
    List<Moment> more = new ArrayList<>(moments);
    more.add(next);
    return more;
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
