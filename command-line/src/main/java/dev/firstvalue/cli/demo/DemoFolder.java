package dev.firstvalue.cli.demo;

import dev.firstvalue.cli.workspace.WholeFile;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.schema.DocumentSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a demonstration leaves what it makes.
 *
 * @param root a folder of its own
 */
record DemoFolder(Path root) {
  /** The files of the example repository, as the build carries them. */
  static final List<String> DOCUMENTS =
      List.of(
          "event-model.yaml",
          "policy.yaml",
          "CODEOWNERS",
          "README.md",
          "definitions/lessons-completed.yaml",
          "definitions/value-by-role.yaml",
          "definitions/active-members.yaml",
          "candidates/app-opened.yaml",
          "candidates/lesson-begun.yaml",
          "candidates/classes-created.yaml",
          "candidates/report-viewed.yaml",
          "experiments/onboarding-checklist.yaml");

  /** A folder that is not there yet, or is empty. */
  static DemoFolder fresh(Path root) {
    try {
      if (Files.exists(root)) {
        try (Stream<Path> inside = Files.list(root)) {
          if (inside.findAny().isPresent()) {
            throw new FirstvalueException(
                ErrorCode.FILE_UNWRITABLE,
                root.toString(),
                "the folder is not empty",
                "Name a new folder with --out, or delete this one");
          }
        }
      }
      Files.createDirectories(root);
      return new DemoFolder(root);
    } catch (IOException e) {
      throw unwritable(root, e);
    }
  }

  /** The first of {@code firstvalue-demo}, {@code firstvalue-demo-2} … that is not there yet. */
  static Path unused() {
    Path path = Path.of("firstvalue-demo");
    for (int i = 2; Files.exists(path); i++) {
      path = Path.of("firstvalue-demo-" + i);
    }
    return path;
  }

  Path documents() {
    return root.resolve("definitions-repo");
  }

  Path simulated() {
    return root.resolve("simulated");
  }

  Path home() {
    return root.resolve(".firstvalue");
  }

  Path registry() {
    return root.resolve("registry.git");
  }

  Path reports() {
    return root.resolve("reports");
  }

  Path cache() {
    return root.resolve("client-cache");
  }

  /** Writes the example repository, with the schemas that its documents name. */
  void writeDocuments() {
    DocumentSchema.files()
        .forEach((path, schema) -> WholeFile.write(documents().resolve(path), schema));
    for (String document : DOCUMENTS) {
      Path file = documents().resolve(document);
      try (InputStream in = DemoFolder.class.getResourceAsStream("definitions-repo/" + document)) {
        if (in == null) {
          throw new IllegalStateException("the program was built without " + document);
        }
        Files.createDirectories(file.getParent());
        Files.copy(in, file);
      } catch (IOException e) {
        throw unwritable(file, e);
      }
    }
  }

  private static FirstvalueException unwritable(Path place, IOException e) {
    return new FirstvalueException(
        ErrorCode.FILE_UNWRITABLE,
        place.toString(),
        "cannot be written: " + e,
        "Name a folder that can be written with --out",
        e);
  }
}
