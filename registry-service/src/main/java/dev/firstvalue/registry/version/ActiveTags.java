package dev.firstvalue.registry.version;

import dev.firstvalue.registry.git.GitStore;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One tag a served name, {@code NAME/vN}, on the commit of its active version, so that plain Git
 * shows what is active. The others have none: a hundred thousand refs would slow every clone.
 */
final class ActiveTags {
  private static final Pattern VERSION = Pattern.compile("v[1-9][0-9]*");
  private static final Logger LOG = LoggerFactory.getLogger(ActiveTags.class);

  private final GitStore store;

  ActiveTags(GitStore store) {
    this.store = store;
  }

  /**
   * Makes the tags say what a state says, for the names whose history differs from an earlier
   * state. They are derived: a failure is reported in the log, and may be made good later.
   *
   * @return whether they say it now
   */
  boolean follow(VersionState earlier, VersionState state) {
    try {
      boolean done = true;
      for (DefinitionHistory history : state.histories().values()) {
        if (!history.equals(earlier.histories().get(history.name()))) {
          done &= follow(history);
        }
      }
      return done;
    } catch (IOException e) {
      LOG.error("the tags of active versions cannot be written now", e);
      return false;
    }
  }

  /** Whether nobody else has one of the tags. */
  private boolean follow(DefinitionHistory history) throws IOException {
    boolean done = true;
    String prefix = Constants.R_TAGS + history.name() + "/";
    String wanted = history.standing().served() ? prefix + "v" + history.versions() : "";
    for (Ref tag : store.git().getRefDatabase().getRefsByPrefix(prefix)) {
      String version = tag.getName().substring(prefix.length());
      if (VERSION.matcher(version).matches() && !tag.getName().equals(wanted)) {
        done &= store.remove(tag.getName(), tag.getObjectId());
      }
    }
    if (!wanted.isEmpty()) {
      Optional<ObjectId> before = store.resolve(wanted);
      ObjectId commit = ObjectId.fromString(history.newest().message().getCommit());
      if (!before.equals(Optional.of(commit))) {
        done &= store.move(wanted, before.orElse(null), commit, true);
      }
    }
    return done;
  }
}
