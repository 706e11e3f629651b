package dev.firstvalue.store.load.file;

import dev.firstvalue.store.connect.Store;
import dev.firstvalue.store.connect.StoreConnection;
import dev.firstvalue.store.engine.EmbeddedEngine;
import dev.firstvalue.store.engine.EngineSettings;
import dev.firstvalue.store.load.Loader;
import dev.firstvalue.store.load.RowSink;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Imports files. A file is seen as a whole or not at all; the same file with the same plan a second
 * time changes nothing, and after an import that was killed it is brought in whole.
 */
public final class Importer {

  private static final int REPORT_EVERY = 8192;
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
      RowMapping mapping = new RowMapping(plan, loadId);
      try (RejectsFile rejected = openRejects(rejects)) {
        long rows = load(file, plan, loadId, mapping, rejected);
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

  private long load(
      Path file, ImportPlan plan, String loadId, RowMapping mapping, RejectsFile rejected)
      throws IOException {
    try (TextInput input = TextInput.open(file)) {
      if (input.isParquet()) {
        return loadParquet(file, input, plan, loadId, mapping, rejected);
      }
      RecordSource source = textSource(input, plan);
      return load(source, input, Files.size(file), plan, loadId, mapping, rejected);
    }
  }

  private static RecordSource textSource(TextInput input, ImportPlan plan) throws IOException {
    BufferedReader reader = input.reader();
    if (plan.delimiter().isEmpty() && input.isJson()) {
      return new JsonLinesSource(reader);
    }
    char delimiter = plan.delimiter().orElseGet(input::guessDelimiter);
    return delimiter == ' '
        ? BlankSource.open(reader, plan.header())
        : DelimitedSource.open(reader, delimiter, plan.header());
  }

  private long load(
      RecordSource source,
      TextInput input,
      long totalBytes,
      ImportPlan plan,
      String loadId,
      RowMapping mapping,
      RejectsFile rejected) {
    mapping.check(source.columns());
    return loader.load(
        plan.table(),
        loadId,
        sink -> {
          source.read(new Handler(mapping, sink, rejected, input, totalBytes));
          report(input, totalBytes, sink, rejected);
        });
  }

  /**
   * The engine reads the file itself, under a name without any character that is a pattern to it.
   */
  private long loadParquet(
      Path file,
      TextInput input,
      ImportPlan plan,
      String loadId,
      RowMapping mapping,
      RejectsFile rejected)
      throws IOException {
    try (ScratchFolder scratch = ScratchFolder.create()) {
      Path plain = scratch.path().resolve("file.parquet");
      if (input.isPacked()) {
        Files.copy(input.content(), plain);
      } else {
        Files.createSymbolicLink(plain, file.toAbsolutePath());
      }
      if (loader.store().target().embedded()) {
        RecordSource source = new ParquetSource(loader.store(), plain);
        return load(source, input, Files.size(file), plan, loadId, mapping, rejected);
      }
      try (EmbeddedEngine engine =
              EmbeddedEngine.start(scratch.path(), EngineSettings.ofThisMachine());
          StoreConnection connection = StoreConnection.open(engine.admin())) {
        Store reader = connection.store();
        RecordSource source = new ParquetSource(reader, plain);
        return load(source, input, Files.size(file), plan, loadId, mapping, rejected);
      }
    }
  }

  private void report(TextInput input, long totalBytes, RowSink sink, RejectsFile rejected) {
    listener.progressed(
        new ImportProgress(input.bytesRead(), totalBytes, sink.rows(), rejected.count()));
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

  /** Sends each record where it belongs and reports now and then. */
  private final class Handler implements RecordHandler {

    private final RowMapping mapping;
    private final RowSink sink;
    private final RejectsFile rejected;
    private final TextInput input;
    private final long totalBytes;
    private long records;

    Handler(
        RowMapping mapping, RowSink sink, RejectsFile rejected, TextInput input, long totalBytes) {
      this.mapping = mapping;
      this.sink = sink;
      this.rejected = rejected;
      this.input = input;
      this.totalBytes = totalBytes;
    }

    @Override
    public void record(long line, Map<String, String> values) throws IOException {
      try {
        mapping.map(line, values, sink);
      } catch (RowMapping.RejectedException e) {
        reject(line, e.reason());
      }
      if (++records % REPORT_EVERY == 0) {
        report(input, totalBytes, sink, rejected);
      }
    }

    @Override
    public void reject(long line, String reason) throws IOException {
      rejected.add(line, reason);
    }
  }
}
