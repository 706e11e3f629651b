package dev.firstvalue.registry.history;

import dev.firstvalue.registry.RegistrySnapshot;
import dev.firstvalue.registry.history.Happening.Seen;
import dev.firstvalue.registry.version.ChangeLog.Change;
import dev.firstvalue.registry.version.EncodedVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What a registry promises, held against what happened:
 *
 * <ul>
 *   <li>no acknowledged version is lost;
 *   <li>versions have no gaps, and one that was seen never changes;
 *   <li>reads never go back: neither one reader's, nor behind what was acknowledged before;
 *   <li>a watch is ordered, unique, atomic, reliable, resumable, and bookmarked: etcd's six.
 * </ul>
 */
final class HistoryRules {
  private final List<String> broken = new ArrayList<>();
  private final Map<String, Seen> truth = new HashMap<>();

  /** What each revision changed, by name: the truth about watches. */
  private final NavigableMap<Long, NavigableMap<String, Seen>> changes = new TreeMap<>();

  private HistoryRules(RegistrySnapshot end) {
    end.definitions().forEach((name, history) -> versions(name, history.entries()));
    for (Change change : end.changes().after(0)) {
      changes
          .computeIfAbsent(change.revision(), _ -> new TreeMap<>())
          .put(change.history().name(), seen(change.version()));
    }
  }

  /** What was broken, one a line; empty if nothing was. */
  static List<String> broken(List<Happening> history, RegistrySnapshot end) {
    HistoryRules rules = new HistoryRules(end);
    rules.hold(history);
    return List.copyOf(rules.broken);
  }

  static Seen seen(EncodedVersion entry) {
    return new Seen(
        entry.version(), entry.revision(), entry.commit(), writer(entry.message().getSource()));
  }

  /** The last line of a document is the id of the write that made it. */
  static String writer(String source) {
    return source.lines().reduce("", (_, last) -> last).replaceFirst("^# ", "");
  }

  private void versions(String name, List<EncodedVersion> entries) {
    int version = 1;
    int revision = 0;
    for (EncodedVersion entry : entries) {
      boolean next = entry.version() == version + 1 && entry.revision() == 0;
      boolean same = entry.version() == version && entry.revision() == revision;
      if (!next && !same) {
        broken.add(
            "gap: "
                + name
                + " has "
                + number(seen(entry))
                + " after "
                + version
                + "."
                + (revision - 1));
      }
      version = entry.version();
      revision = entry.revision() + 1;
      truth.put(name + " " + number(seen(entry)), seen(entry));
    }
  }

  private void hold(List<Happening> history) {
    Map<String, Long> read = new HashMap<>();
    Map<String, Long> watched = new HashMap<>();
    for (Happening happening : history) {
      switch (happening) {
        case Happening.Acknowledged acknowledged -> acknowledged(acknowledged);
        case Happening.Read answer -> {
          same(answer.reader(), answer.name(), answer.seen());
          long before = Math.max(read.getOrDefault(answer.reader(), 0L), answer.atLeast());
          if (answer.revision() < before) {
            broken.add(
                "read: "
                    + answer.reader()
                    + " got revision "
                    + answer.revision()
                    + " after "
                    + before);
          }
          read.put(answer.reader(), answer.revision());
        }
        case Happening.Watching(String watcher, long after) -> watched.put(watcher, after);
        case Happening.Heard heard -> heard(heard, watched);
      }
    }
  }

  private void acknowledged(Happening.Acknowledged write) {
    boolean there =
        changes.getOrDefault(write.revision(), new TreeMap<>()).values().stream()
            .anyMatch(seen -> seen.writtenBy().equals(write.id()));
    if (!there) {
      broken.add("lost: " + write.id() + " was acknowledged at revision " + write.revision());
    }
  }

  private void same(String who, String name, Seen seen) {
    if (!seen.equals(truth.get(name + " " + number(seen)))) {
      broken.add(
          "changed: "
              + who
              + " saw "
              + seen
              + " of "
              + name
              + ", there is "
              + truth.get(name + " " + number(seen)));
    }
  }

  private void heard(Happening.Heard heard, Map<String, Long> watched) {
    String watcher = heard.watcher();
    long before = watched.getOrDefault(watcher, -1L);
    heard.names().forEach((name, seen) -> same(watcher, name, seen));
    if (heard.state() != (before < 0)) {
      broken.add(
          "watch: " + watcher + " heard a state at " + heard.revision() + " after " + before);
    } else if (heard.state()) {
      if (!stateAt(heard.revision()).equals(heard.names())) {
        broken.add("atomic: " + watcher + " heard another state of revision " + heard.revision());
      }
    } else if (heard.revision() < before
        || (heard.revision() == before && !heard.names().isEmpty())) {
      broken.add("order: " + watcher + " heard " + heard.revision() + " after " + before);
    } else if (heard.revision() > before) {
      // Everything up to here was either heard or is this.
      for (long missed : changes.subMap(before, false, heard.revision(), false).keySet()) {
        broken.add("missed: " + watcher + " did not hear revision " + missed);
      }
      if (!changes.getOrDefault(heard.revision(), new TreeMap<>()).equals(heard.names())) {
        broken.add("atomic: " + watcher + " heard another change of revision " + heard.revision());
      }
    }
    watched.put(watcher, Math.max(before, heard.revision()));
  }

  private NavigableMap<String, Seen> stateAt(long revision) {
    NavigableMap<String, Seen> state = new TreeMap<>();
    changes.headMap(revision, true).values().forEach(state::putAll);
    return state;
  }

  private static String number(Seen seen) {
    return seen.version() + "." + seen.revision();
  }
}
