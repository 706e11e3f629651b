package dev.firstvalue.cli.workspace;

import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.DocumentKind;
import dev.firstvalue.definition.document.DocumentReader;
import dev.firstvalue.definition.document.Nearest;
import dev.firstvalue.definition.document.Read;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.finding.Findings;
import dev.firstvalue.definition.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder of documents on disk. */
public final class Workspace {
  private static final String NESTED = "definitions-repo";

  /** At most so many bytes of a file are read; the reader refuses what is larger than 1 MiB. */
  public static final int LARGEST_FILE = 2 << 20;

  /** How deep below its folder a document may lie: names in its path. */
  public static final int DEPTH = 3;

  private final Path folder;
  private final Repository repository;

  private Workspace(Path folder, Repository repository) {
    this.folder = folder;
    this.repository = repository;
  }

  /** The workspace in this folder. */
  public static Workspace at(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new FirstvalueException(
          ErrorCode.FILE_NOT_FOUND,
          folder.toString(),
          "there is no such folder",
          "Name the folder with event-model.yaml, or make one with `firstvalue init`");
    }
    return new Workspace(folder, Repository.read(files(folder)));
  }

  /**
   * The workspace around a file or, for a name, around the current folder: the nearest folder
   * upwards that has an event model, or holds {@code definitions-repo} that does.
   */
  public static Workspace around(String nameOrFile) {
    Path start = Path.of("").toAbsolutePath();
    if (isFile(nameOrFile)) {
      start = Path.of(nameOrFile).toAbsolutePath().getParent();
    }
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      for (Path candidate : new Path[] {folder, folder.resolve(NESTED)}) {
        if (Files.isRegularFile(candidate.resolve(Repository.EVENT_MODEL))) {
          return at(candidate);
        }
      }
    }
    throw new FirstvalueException(
        ErrorCode.FILE_NOT_FOUND,
        String.valueOf(start),
        "there is no event-model.yaml here or in a folder above",
        "Go to a definitions repository, name it with --definitions, or make one with `firstvalue"
            + " init`");
  }

  /** Where the documents are. */
  public Path folder() {
    return folder;
  }

  /** The documents. */
  public Repository repository() {
    return repository;
  }

  /** The event model. */
  public Document.OfEventModel eventModel() {
    return repository
        .eventModel()
        .orElseThrow(() -> refused(Repository.EVENT_MODEL, repository.findings()));
  }

  /** A definition by its name or by its file. */
  public Document.OfValueEvent definition(String nameOrFile) {
    if (isFile(nameOrFile)) {
      if (read(Path.of(nameOrFile), DocumentKind.VALUE_EVENT)
          instanceof Document.OfValueEvent definition) {
        return definition;
      }
    }
    Document.OfValueEvent known = repository.definitions().get(nameOrFile);
    if (known != null) {
      return known;
    }
    throw unknown(
        ErrorCode.DEFINITION_NOT_FOUND,
        "definition",
        Repository.DEFINITIONS + nameOrFile + ".yaml",
        nameOrFile,
        repository.definitions().keySet());
  }

  /** An experiment by its name or by its file. */
  public Document.OfExperiment experiment(String nameOrFile) {
    if (isFile(nameOrFile)) {
      if (read(Path.of(nameOrFile), DocumentKind.EXPERIMENT)
          instanceof Document.OfExperiment experiment) {
        return experiment;
      }
    }
    Document.OfExperiment known = repository.experiments().get(nameOrFile);
    if (known != null) {
      return known;
    }
    throw unknown(
        ErrorCode.EXPERIMENT_NOT_FOUND,
        "experiment",
        Repository.EXPERIMENTS + nameOrFile + ".yaml",
        nameOrFile,
        repository.experiments().keySet());
  }

  /** What a definition means. */
  public Plan plan(Document.OfValueEvent definition) {
    return Binder.plan(eventModel(), definition).orThrow();
  }

  private static boolean isFile(String nameOrFile) {
    return (nameOrFile.indexOf('/') >= 0 || nameOrFile.endsWith(".yaml"))
        && Files.isRegularFile(Path.of(nameOrFile));
  }

  private static Document read(Path file, DocumentKind kind) {
    return switch (DocumentReader.read(file.toString(), bytes(file), kind)) {
      case Read.Accepted(Document document) -> document;
      case Read.Refused(Findings findings) -> throw refused(file.toString(), findings);
    };
  }

  private FirstvalueException unknown(
      ErrorCode code, String what, String file, String name, Collection<String> known) {
    for (Finding finding : repository.findings().all()) {
      if (finding.file().equals(file) && finding.blocks()) {
        return refused(file, repository.findings());
      }
    }
    String nearest =
        Nearest.to(name, known)
            .map(word -> "Did you mean " + word + "?")
            .orElse("Known: " + (known.isEmpty() ? "none" : String.join(", ", known)));
    return new FirstvalueException(
        code, folder.toString(), "there is no " + what + " called " + name, nearest);
  }

  private static FirstvalueException refused(String file, Findings findings) {
    Finding first =
        findings.all().stream()
            .filter(f -> f.blocks() && f.file().equals(file))
            .findFirst()
            .or(() -> findings.all().stream().filter(Finding::blocks).findFirst())
            .orElseThrow();
    return new FirstvalueException(
        ErrorCode.DOCUMENT_INVALID,
        first.file() + ":" + first.line() + ":" + first.column(),
        first.explanation(),
        "Correct the document; `firstvalue lint` lists everything that is wrong with it");
  }

  private static SortedMap<String, byte[]> files(Path folder) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder, DEPTH)) {
      paths
          .filter(Files::isRegularFile)
          .filter(path -> path.toString().matches(".*\\.ya?ml"))
          .forEach(
              path ->
                  files.put(folder.relativize(path).toString().replace('\\', '/'), bytes(path)));
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
    return files;
  }

  /** Reads a file up to the size that any document may have; the reader refuses what is larger. */
  private static byte[] bytes(Path file) {
    try (var stream = Files.newInputStream(file)) {
      return stream.readNBytes(LARGEST_FILE);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static FirstvalueException unreadable(Path place, IOException e) {
    return new FirstvalueException(
        ErrorCode.FILE_UNREADABLE,
        place.toString(),
        "cannot be read: " + e,
        "Look at its permissions",
        e);
  }
}
