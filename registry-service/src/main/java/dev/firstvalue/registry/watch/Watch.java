package dev.firstvalue.registry.watch;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.RegistrySnapshot;
import dev.firstvalue.registry.version.ChangeLog;
import dev.firstvalue.registry.version.ChangeLog.Change;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where one watcher is in the history of main, and what it is to hear next. It keeps a place and no
 * queue: a slow watcher reads the same immutable log later, so it neither loses anything nor holds
 * anybody up. Not thread-safe.
 */
final class Watch {
  /** How long a watcher whose definitions do not change waits to hear how far it is. */
  static final Duration BOOKMARK_EVERY = Duration.ofSeconds(10);

  private final Set<String> names;
  private final InstantSource clock;
  private final Deque<Part> ready = new ArrayDeque<>();
  private boolean begun;
  private long place;
  private long epoch;
  private Instant toldAt;

  /**
   * A watch.
   *
   * @param names what is watched; all when empty
   * @param after the last revision that the watcher knows; empty to begin with the state
   * @throws FirstvalueException REVISION_TOO_OLD or REVISION_NOT_REACHED
   */
  Watch(Set<String> names, OptionalLong after, RegistrySnapshot snapshot, InstantSource clock) {
    this.names = Set.copyOf(names);
    this.clock = clock;
    this.toldAt = clock.instant();
    this.epoch = snapshot.rewrittenAt();
    if (after.isEmpty()) {
      ready.addAll(Part.of(snapshot.revision(), true, watched(state(snapshot))));
      begun = true;
      place = snapshot.revision();
      return;
    }
    place = after.getAsLong();
    // What was seen at the very revision at which main was rewritten is of the history before.
    if (epoch > 0 && place <= epoch) {
      throw tooOld(place, epoch);
    }
    if (place > snapshot.revision()) {
      throw new FirstvalueException(
          ErrorCode.REVISION_NOT_REACHED,
          "revision " + place,
          "this registry is at revision " + snapshot.revision(),
          "Try again: a replica follows within seconds",
          Map.of("asked", Long.toString(place), "found", Long.toString(snapshot.revision())));
    }
  }

  /**
   * What the watcher hears next; null when it has heard all there is.
   *
   * @throws FirstvalueException REVISION_TOO_OLD when main was rewritten meanwhile
   */
  @Nullable Part next(RegistrySnapshot snapshot) {
    if (!ready.isEmpty()) {
      return told(ready.poll());
    }
    if (snapshot.rewrittenAt() != epoch) {
      throw tooOld(place, snapshot.rewrittenAt());
    }
    List<Change> ahead = snapshot.changes().after(place);
    for (int i = 0; i < ahead.size(); i++) {
      if (isWatched(ahead.get(i))) {
        long revision = ahead.get(i).revision();
        ready.addAll(Part.of(revision, false, watched(ofOneRevision(ahead, i))));
        begun = true;
        place = revision;
        return told(ready.poll());
      }
    }
    boolean behind = place < snapshot.revision();
    boolean due = !clock.instant().isBefore(toldAt.plus(BOOKMARK_EVERY));
    if (begun && !(behind && due)) {
      return null;
    }
    // The first response says that the watch stands, whether or not there is anything to tell.
    begun = true;
    place = snapshot.revision();
    return told(Part.bookmark(place));
  }

  private Part told(Part part) {
    toldAt = clock.instant();
    return part;
  }

  private List<Change> state(RegistrySnapshot snapshot) {
    return ChangeLog.state(snapshot.definitions().values());
  }

  private List<Change> watched(List<Change> changes) {
    return changes.stream().filter(this::isWatched).toList();
  }

  private boolean isWatched(Change change) {
    return names.isEmpty() || names.contains(change.history().name());
  }

  private static List<Change> ofOneRevision(List<Change> changes, int from) {
    List<Change> same = new ArrayList<>();
    long revision = changes.get(from).revision();
    for (int i = from; i < changes.size() && changes.get(i).revision() == revision; i++) {
      same.add(changes.get(i));
    }
    return same;
  }

  private static FirstvalueException tooOld(long asked, long oldest) {
    return new FirstvalueException(
        ErrorCode.REVISION_TOO_OLD,
        "revision " + asked,
        "main was rewritten at revision " + oldest + ", and what was before is not part of it",
        "Watch again without after_revision: the state comes first",
        Map.of("asked", Long.toString(asked), "oldest", Long.toString(oldest)));
  }
}
