package dev.firstvalue.cli.lint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a folder lies in its Git working copy. Only names are looked at: lint answers before a
 * library for Git would be loaded.
 */
final class WorkingCopyRoot {
  private WorkingCopyRoot() {}

  /** Whether a folder lies in a working copy, as far as names tell. */
  static boolean isAround(Path folder) {
    for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(".git"))) {
        return true;
      }
    }
    return false;
  }

  /** The path from the root down to the folder, ending in a slash; empty at the root or outside. */
  static String prefix(Path folder) {
    List<String> below = new ArrayList<>();
    for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(".git"))) {
        return String.join("", below.reversed());
      }
      below.add(at.getFileName() + "/");
    }
    return "";
  }
}
