package dev.firstvalue.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;

/**
 * The example repository as a folder of a Git working copy, on a branch beside {@code main}.
 *
 * @param documents the definitions repository inside it
 */
public record WorkingCopy(Path documents) {
  private static final Path EXAMPLE = Path.of("../definitions-repo");

  static WorkingCopy onABranch(Path root) throws Exception {
    Path documents = root.resolve("definitions-repo");
    copyExample(documents);
    return onABranch(root, documents);
  }

  /**
   * The same under a policy that judges by the crude lift: the small product of tests has too few
   * users to tell what is left of a definition that was changed a little.
   */
  static WorkingCopy onABranchByTheCrudeLift(Path root) throws Exception {
    Path documents = root.resolve("definitions-repo");
    copyExample(documents);
    new WorkingCopy(documents).edit("policy.yaml", "on: VOLUME_ADJUSTED", "on: FIXED_WINDOW");
    return onABranch(root, documents);
  }

  private static WorkingCopy onABranch(Path root, Path documents) throws Exception {
    commitAll(root);
    try (Git git = Git.open(root.toFile())) {
      git.checkout().setCreateBranch(true).setName("proposal").call();
    }
    return new WorkingCopy(documents);
  }

  /** Makes a folder a working copy, whose branch {@code main} has what lies in it. */
  public static void commitAll(Path root) throws Exception {
    try (Git git = Git.init().setDirectory(root.toFile()).setInitialBranch("main").call()) {
      git.add().addFilepattern(".").call();
      git.commit()
          .setMessage("Base")
          .setAuthor("A", "a@b")
          .setCommitter("A", "a@b")
          .setSign(false)
          .call();
    }
  }

  /** Replaces a text that has to be there. */
  void edit(String file, String from, String to) throws IOException {
    Path path = documents.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(from);
    Files.writeString(path, text.replace(from, to));
  }

  /** Copies the example repository, as a team begins with it: without the history of this one. */
  public static void copyExample(Path to) throws IOException {
    try (Stream<Path> files = Files.walk(EXAMPLE)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(EXAMPLE.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
