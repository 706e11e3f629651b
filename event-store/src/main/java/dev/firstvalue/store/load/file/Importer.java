package dev.firstvalue.store.load.file;

import dev.firstvalue.store.load.Loader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Imports files. A file is seen as a whole or not at all; the same file with the same plan a second
 * time changes nothing, and after an import that was killed it is brought in whole.
 */
public final class Importer {

  private static final int ID_DIGITS = 24;
  private static final int BUFFER = 1 << 16;

  private final Loader loader;
  private final ImportProgress.Listener listener;

  public Importer(Loader loader, ImportProgress.Listener listener) {
    this.loader = loader;
    this.listener = listener;
  }

  /**
   * Imports one file: CSV and its kin, JSON lines or Parquet, each packed with gzip or not.
   *
   * @param rejects where to list the records that are no rows; made only if there are any
   * @throws dev.firstvalue.definition.error.FirstvalueException when the file cannot be read to its
   *     end or the plan does not fit it; nothing is imported then
   */
  public ImportResult importFile(Path file, ImportPlan plan, Path rejects) {
    if (!Files.isRegularFile(file)) {
      throw ImportFailures.notFound(file);
    }
    try {
      String loadId = loadId(file, plan);
      ImportRegister register = new ImportRegister(loader.store());
      Optional<ImportRegister.Finished> before = register.find(plan.table(), loadId);
      if (before.isPresent()) {
        return new ImportResult(
            loadId, before.get().rows(), before.get().rejected(), true, Optional.empty());
      }
      try (RejectsFile rejected = openRejects(rejects)) {
        long rows = new FileImport(loader, listener, file, plan, loadId, rejected).run();
        register.add(
            plan.table(),
            loadId,
            String.valueOf(file.getFileName()),
            new ImportRegister.Finished(rows, rejected.count()));
        return new ImportResult(
            loadId,
            rows,
            rejected.count(),
            false,
            Optional.of(rejects).filter(_ -> rejected.count() > 0));
      }
    } catch (UncheckedIOException | IOException e) {
      throw ImportFailures.unreadable(file, e);
    }
  }

  private static RejectsFile openRejects(Path rejects) {
    try {
      return new RejectsFile(rejects);
    } catch (IOException e) {
      throw ImportFailures.unwritable(rejects, e);
    }
  }

  /** The id of a file's content under a plan. */
  private static String loadId(Path file, ImportPlan plan) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER];
      for (int size = in.read(buffer); size >= 0; size = in.read(buffer)) {
        digest.update(buffer, 0, size);
      }
    }
    digest.update(plan.fingerprint().getBytes(StandardCharsets.UTF_8));
    return "import-" + HexFormat.of().formatHex(digest.digest()).substring(0, ID_DIGITS);
  }
}
