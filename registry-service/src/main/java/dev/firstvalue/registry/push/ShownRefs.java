package dev.firstvalue.registry.push;

import dev.firstvalue.access.v1.Permission;
import dev.firstvalue.registry.access.Caller;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.RefFilter;

/**
 * Which refs a fetch sees: the branches, and beside them what the services show to the same caller,
 * so that a registry that follows this one has its evidence too. A clone takes none of that
 * unasked.
 */
final class ShownRefs {
  /** What every reader may read. */
  private static final Set<String> EVIDENCE =
      Set.of(
          "refs/firstvalue/versions",
          "refs/firstvalue/proposals",
          "refs/firstvalue/reports",
          "refs/firstvalue/restatements");

  private static final String AUDIT = "refs/firstvalue/audit";

  /** What a push is shown, which is made to a branch. */
  static final RefFilter BRANCHES = refs -> only(refs, ShownRefs::isBranch);

  private ShownRefs() {}

  /** What a fetch of somebody who may read is shown. */
  static RefFilter to(Caller caller) {
    boolean audits = caller.role().may(Permission.PERMISSION_ADMINISTER);
    return refs ->
        only(
            refs,
            name -> isBranch(name) || EVIDENCE.contains(name) || (audits && name.equals(AUDIT)));
  }

  private static boolean isBranch(String name) {
    return name.equals(Constants.HEAD) || name.startsWith(Constants.R_HEADS);
  }

  private static Map<String, Ref> only(Map<String, Ref> refs, Predicate<String> shown) {
    Map<String, Ref> left = new TreeMap<>(refs);
    left.keySet().removeIf(name -> !shown.test(name));
    return left;
  }
}
