package dev.firstvalue.registry.watch;

import dev.firstvalue.registry.v1.Unserved;
import dev.firstvalue.registry.v1.WatchDefinitionsResponse;
import dev.firstvalue.registry.version.ChangeLog.Change;
import dev.firstvalue.registry.version.EncodedVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * A response of a watch: all of a revision, or a part of it.
 *
 * @param versions its field 1, encoded already
 * @param names whose version each of them is
 * @param rest the response without its field 1
 */
public record Part(
    List<EncodedVersion> versions, List<String> names, WatchDefinitionsResponse rest) {
  /** Half of what gRPC clients accept by default; one version alone may be larger. */
  private static final int LARGEST_BYTES = 2 << 20;

  public Part {
    versions = List.copyOf(versions);
    names = List.copyOf(names);
  }

  /** A revision that changed nothing among what is watched: the watch has got so far. */
  static Part bookmark(long revision) {
    return new Part(
        List.of(), List.of(), WatchDefinitionsResponse.newBuilder().setRevision(revision).build());
  }

  /** Changes of one revision, or a state, in as many parts as clients can take. */
  static List<Part> of(long revision, boolean state, List<Change> changes) {
    List<Part> parts = new ArrayList<>();
    List<EncodedVersion> versions = new ArrayList<>();
    List<String> names = new ArrayList<>();
    WatchDefinitionsResponse.Builder rest = rest(revision, state);
    int bytes = 0;
    for (Change change : changes) {
      boolean served = change.standing().served();
      EncodedVersion version = change.version();
      if (served && bytes + version.size() > LARGEST_BYTES && bytes > 0) {
        parts.add(new Part(versions, names, rest.setMore(true).build()));
        versions.clear();
        names.clear();
        rest = rest(revision, state);
        bytes = 0;
      }
      if (served) {
        versions.add(version);
        names.add(change.history().name());
        bytes += version.size();
      } else {
        rest.addUnserved(
            Unserved.newBuilder()
                .setName(change.history().name())
                .setStanding(change.standing().name()));
      }
    }
    parts.add(new Part(versions, names, rest.build()));
    return parts;
  }

  private static WatchDefinitionsResponse.Builder rest(long revision, boolean state) {
    return WatchDefinitionsResponse.newBuilder().setRevision(revision).setState(state);
  }
}
