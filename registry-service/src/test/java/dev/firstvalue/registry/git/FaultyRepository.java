package dev.firstvalue.registry.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * A repository in which one step of writing goes wrong: an object, the end of objects, or the move
 * of a ref. The steps before it happen, and those after it do not.
 */
final class FaultyRepository extends FileRepository {
  private final Fault fault;
  private int steps;

  private FaultyRepository(Path directory, Fault fault) throws IOException {
    super(new FileRepositoryBuilder().setGitDir(directory.toFile()).setup());
    this.fault = fault;
  }

  /**
   * What goes wrong.
   *
   * @param atStep which step, from 1 on
   * @param dies the process dies there, or else the disk refuses that one step
   */
  record Fault(int atStep, boolean dies) {}

  /** Nobody catches this, as nobody catches SIGKILL. */
  static final class Died extends Error {
    private static final long serialVersionUID = 1L;

    Died(int step) {
      super("at step " + step);
    }
  }

  static GitStore open(Path directory, InstantSource clock, Fault fault) throws IOException {
    return GitStore.over(directory, new FaultyRepository(directory, fault), clock);
  }

  /** Whether it came to the step that goes wrong. */
  static boolean cameUp(GitStore store) {
    return store.git() instanceof FaultyRepository broken && broken.steps >= broken.fault.atStep();
  }

  private void step() throws IOException {
    steps++;
    if (fault.dies() ? steps >= fault.atStep() : steps == fault.atStep()) {
      if (fault.dies()) {
        throw new Died(steps);
      }
      throw new IOException("no space left, at step " + steps);
    }
  }

  @Override
  public RefUpdate updateRef(String name) throws IOException {
    step();
    return super.updateRef(name);
  }

  @Override
  public ObjectInserter newObjectInserter() {
    ObjectInserter real = super.newObjectInserter();
    return new ObjectInserter.Filter() {
      @Override
      protected ObjectInserter delegate() {
        return real;
      }

      @Override
      public ObjectId insert(int type, byte[] data) throws IOException {
        step();
        return real.insert(type, data);
      }

      @Override
      public ObjectId insert(int type, byte[] data, int offset, int length) throws IOException {
        step();
        return real.insert(type, data, offset, length);
      }

      @Override
      public ObjectId insert(int type, long length, InputStream in) throws IOException {
        step();
        return real.insert(type, length, in);
      }

      @Override
      public void flush() throws IOException {
        step();
        real.flush();
      }
    };
  }
}
