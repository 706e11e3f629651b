package dev.firstvalue.registry.git;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.jspecify.annotations.Nullable;

/**
 * A folder inside a working copy, or the root of a bare repository, and what it held in earlier
 * commits. Reads only.
 */
public final class GitCheckout implements AutoCloseable {
  private final Path folder;
  private final Repository repository;
  private final String prefix;
  private final String head;

  private GitCheckout(Path folder, Repository repository, String prefix, String head) {
    this.folder = folder;
    this.repository = repository;
    this.prefix = prefix;
    this.head = head;
  }

  /**
   * The working copy that a folder lies in.
   *
   * @throws FirstvalueException REPOSITORY_NOT_FOUND if it lies in none
   */
  public static GitCheckout around(Path folder) {
    GitSettings.isolate();
    FileRepositoryBuilder builder = new FileRepositoryBuilder();
    try {
      Path real = folder.toRealPath();
      builder.findGitDir(real.toFile());
      if (builder.getGitDir() != null) {
        Repository repository = builder.setMustExist(true).build();
        if (!repository.isBare()) {
          Path root = repository.getWorkTree().toPath().toRealPath();
          String inside = root.relativize(real).toString().replace('\\', '/');
          return new GitCheckout(
              folder, repository, inside.isEmpty() ? "" : inside + "/", Constants.HEAD);
        }
        repository.close();
      }
    } catch (IOException e) {
      throw GitStore.damaged(folder, e);
    }
    throw new FirstvalueException(
        ErrorCode.REPOSITORY_NOT_FOUND,
        folder.toString(),
        "the folder is not in a Git working copy, so there is nothing to compare it with",
        "Go to a clone of the definitions repository, or make this one with `git init`");
  }

  /**
   * The root of a registry's repository, whose main is what is read.
   *
   * @throws FirstvalueException REPOSITORY_NOT_FOUND if there is none
   */
  public static GitCheckout bare(Path directory) {
    GitSettings.isolate();
    return new GitCheckout(directory, GitStore.existing(directory), "", GitStore.MAIN);
  }

  /** Where the folder lies in the working copy: empty for its root, else ending in a slash. */
  public String prefix() {
    return prefix;
  }

  /**
   * The commit in which HEAD and a ref parted, as 40 hexadecimal digits.
   *
   * @throws FirstvalueException ARGUMENT_INVALID if the ref names no commit here, or the two have
   *     no commit in common
   */
  public String mergeBase(String ref) {
    try (RevWalk walk = new RevWalk(repository)) {
      RevCommit ours = walk.parseCommit(commit(head));
      RevCommit other = walk.parseCommit(commit(ref));
      walk.setRevFilter(RevFilter.MERGE_BASE);
      walk.markStart(ours);
      walk.markStart(other);
      RevCommit base = walk.next();
      if (base == null) {
        throw invalid(
            ref,
            "has no commit in common with HEAD",
            "Fetch the whole history (`git fetch --unshallow`; in CI, a depth of 0)");
      }
      return base.name();
    } catch (IOException e) {
      throw GitStore.damaged(folder, e);
    }
  }

  /**
   * The commit that a ref names, as 40 hexadecimal digits.
   *
   * @throws FirstvalueException ARGUMENT_INVALID if it names none here
   */
  public String commitOf(String ref) {
    try {
      return commit(ref).name();
    } catch (IOException e) {
      throw GitStore.damaged(folder, e);
    }
  }

  /**
   * The YAML files that the folder held in a commit, by path relative to the folder.
   *
   * @param depth how many names a path may have, at least 1
   * @param largest at most so many bytes of each file are read
   */
  public SortedMap<String, byte[]> yamlFiles(String commit, int depth, int largest) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (RevWalk walk = new RevWalk(repository);
        TreeWalk tree = new TreeWalk(repository)) {
      tree.addTree(walk.parseCommit(ObjectId.fromString(commit)).getTree());
      tree.setRecursive(true);
      if (!prefix.isEmpty()) {
        tree.setFilter(PathFilter.create(prefix));
      }
      while (tree.next()) {
        String path = tree.getPathString().substring(prefix.length());
        boolean isYaml = path.endsWith(".yaml") || path.endsWith(".yml");
        boolean isFile = (tree.getRawMode(0) & 0170000) == 0100000;
        if (isYaml && isFile && path.split("/", -1).length <= depth) {
          try (InputStream in = repository.open(tree.getObjectId(0)).openStream()) {
            files.put(path, in.readNBytes(largest));
          }
        }
      }
    } catch (IOException e) {
      throw GitStore.damaged(folder, e);
    }
    return files;
  }

  /**
   * The commits in which one of these files of the folder came to be what it is from then on: those
   * of the first-parent history of HEAD, the newest first. Empty before the first commit.
   *
   * @param paths of files, relative to the folder
   */
  public List<String> changes(Collection<String> paths) {
    List<String> commits = new ArrayList<>();
    try (RevWalk walk = new RevWalk(repository)) {
      ObjectId newest = repository.resolve(head);
      RevCommit commit = newest == null ? null : walk.parseCommit(newest);
      while (commit != null) {
        RevCommit parent =
            commit.getParentCount() == 0 ? null : walk.parseCommit(commit.getParent(0));
        if (!objects(commit, paths).equals(parent == null ? none(paths) : objects(parent, paths))) {
          commits.add(commit.name());
        }
        commit = parent;
      }
    } catch (IOException e) {
      throw GitStore.damaged(folder, e);
    }
    return commits;
  }

  /**
   * What some files of the folder held in a commit; those that it lacks are left out.
   *
   * @param paths of files, relative to the folder
   * @param largest at most so many bytes of each file are read
   */
  public SortedMap<String, byte[]> files(String commit, Collection<String> paths, int largest) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (RevWalk walk = new RevWalk(repository)) {
      RevCommit revision = walk.parseCommit(ObjectId.fromString(commit));
      for (String path : paths) {
        try (TreeWalk tree = TreeWalk.forPath(repository, prefix + path, revision.getTree())) {
          if (tree != null && (tree.getRawMode(0) & 0170000) == 0100000) {
            try (InputStream in = repository.open(tree.getObjectId(0)).openStream()) {
              files.put(path, in.readNBytes(largest));
            }
          }
        }
      }
    } catch (IOException e) {
      throw GitStore.damaged(folder, e);
    }
    return files;
  }

  /** When a commit was committed, by the clock of whoever did. */
  public Instant committedAt(String commit) {
    try (RevWalk walk = new RevWalk(repository)) {
      return Instant.ofEpochSecond(walk.parseCommit(ObjectId.fromString(commit)).getCommitTime());
    } catch (IOException e) {
      throw GitStore.damaged(folder, e);
    }
  }

  /** Whether a commit is where a shallow history was cut off. */
  public boolean isCutOff(String commit) {
    try {
      return repository
          .getObjectDatabase()
          .getShallowCommits()
          .contains(ObjectId.fromString(commit));
    } catch (IOException e) {
      throw GitStore.damaged(folder, e);
    }
  }

  /** Whether the history was cut off when it was fetched, so that its beginning is not here. */
  public boolean isShallow() {
    try {
      return !repository.getObjectDatabase().getShallowCommits().isEmpty();
    } catch (IOException e) {
      throw GitStore.damaged(folder, e);
    }
  }

  private List<ObjectId> objects(RevCommit commit, Collection<String> paths) throws IOException {
    List<ObjectId> objects = new ArrayList<>();
    for (String path : paths) {
      try (TreeWalk tree = TreeWalk.forPath(repository, prefix + path, commit.getTree())) {
        objects.add(tree == null ? ObjectId.zeroId() : tree.getObjectId(0));
      }
    }
    return objects;
  }

  private static List<ObjectId> none(Collection<String> paths) {
    return paths.stream().<ObjectId>map(path -> ObjectId.zeroId()).toList();
  }

  private ObjectId commit(String ref) throws IOException {
    @Nullable ObjectId found;
    try {
      found = repository.resolve(ref + "^{commit}");
    } catch (RevisionSyntaxException | IncorrectObjectTypeException e) {
      found = null;
    }
    if (found == null) {
      throw invalid(
          ref, "names no commit of this repository", "Fetch it, or name a branch, tag or commit");
    }
    return found;
  }

  private static FirstvalueException invalid(String ref, String problem, String remedy) {
    return new FirstvalueException(ErrorCode.ARGUMENT_INVALID, ref, problem, remedy);
  }

  @Override
  public void close() {
    repository.close();
  }
}
