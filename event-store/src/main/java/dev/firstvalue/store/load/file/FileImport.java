package dev.firstvalue.store.load.file;

import dev.firstvalue.store.connect.StoreConnection;
import dev.firstvalue.store.engine.EmbeddedEngine;
import dev.firstvalue.store.engine.EngineSettings;
import dev.firstvalue.store.load.Loader;
import dev.firstvalue.store.load.RowSink;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The way of one file into the store. */
final class FileImport {

  private static final int REPORT_EVERY = 8192;

  private final Loader loader;
  private final ImportProgress.Listener listener;
  private final Path file;
  private final long fileBytes;
  private final ImportPlan plan;
  private final String loadId;
  private final RowMapping mapping;
  private final RejectsFile rejected;

  FileImport(
      Loader loader,
      ImportProgress.Listener listener,
      Path file,
      ImportPlan plan,
      String loadId,
      RejectsFile rejected)
      throws IOException {
    this.loader = loader;
    this.listener = listener;
    this.file = file;
    this.fileBytes = Files.size(file);
    this.plan = plan;
    this.loadId = loadId;
    this.mapping = new RowMapping(plan, loadId);
    this.rejected = rejected;
  }

  /** Brings the file in and says how many rows it has. */
  long run() throws IOException {
    try (FileInput input = FileInput.open(file)) {
      return input.isParquet() ? loadParquet(input) : load(textSource(input), input);
    }
  }

  private RecordSource textSource(FileInput input) throws IOException {
    BufferedReader reader = input.reader();
    if (plan.delimiter().isEmpty() && input.isJson()) {
      return new JsonLinesSource(reader);
    }
    char delimiter = plan.delimiter().orElseGet(input::guessDelimiter);
    return delimiter == ' '
        ? BlankSource.open(reader, plan.header())
        : DelimitedSource.open(reader, delimiter, plan.header());
  }

  /**
   * An engine reads the file itself, under a name without any character that is a pattern to it.
   */
  private long loadParquet(FileInput input) throws IOException {
    try (ScratchFolder scratch = ScratchFolder.create()) {
      Path plain = scratch.path().resolve("file.parquet");
      if (input.isPacked()) {
        Files.copy(input.content(), plain);
      } else {
        Files.createSymbolicLink(plain, file.toAbsolutePath());
      }
      if (loader.store().target().embedded()) {
        return load(new ParquetSource(loader.store(), plain), input);
      }
      try (EmbeddedEngine engine =
              EmbeddedEngine.start(scratch.path(), EngineSettings.ofThisMachine());
          StoreConnection connection = StoreConnection.open(engine.admin())) {
        return load(new ParquetSource(connection.store(), plain), input);
      }
    }
  }

  private long load(RecordSource source, FileInput input) {
    mapping.check(source.columns());
    return loader.load(
        plan.table(),
        loadId,
        sink -> {
          Handler handler = new Handler(sink, input);
          source.read(handler);
          handler.report();
        });
  }

  /** Sends each record where it belongs and reports now and then. */
  private final class Handler implements RecordHandler {

    private final RowSink sink;
    private final FileInput input;
    private long records;

    Handler(RowSink sink, FileInput input) {
      this.sink = sink;
      this.input = input;
    }

    @Override
    public void record(long line, Map<String, String> values) throws IOException {
      try {
        mapping.map(line, values, sink);
      } catch (RowMapping.RejectedException e) {
        reject(line, e.reason());
      }
      if (++records % REPORT_EVERY == 0) {
        report();
      }
    }

    @Override
    public void reject(long line, String reason) throws IOException {
      rejected.add(line, reason);
    }

    void report() {
      listener.progressed(
          new ImportProgress(input.bytesRead(), fileBytes, sink.rows(), rejected.count()));
    }
  }
}
