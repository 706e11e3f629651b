package dev.firstvalue.registry.git;

import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Hears of every commit that this process adds to a ref, on the thread that adds it, and may sign
 * it. It neither blocks nor throws.
 */
public interface RefJournal {
  /** A line for the end of the text of a commit that is added to a ref; empty for none. */
  Optional<String> trailer(String ref);

  /** A commit is about to be seen: one of the three below follows. */
  void moves(String ref, ObjectId to);

  /** It is on the ref, after another or as the first. */
  void moved(String ref, Optional<ObjectId> from, ObjectId to);

  /** It is not: somebody else was faster. */
  void stayed(String ref, ObjectId to);

  /** Nobody knows: the disk failed in the middle. */
  void unsure(String ref, ObjectId to);
}
