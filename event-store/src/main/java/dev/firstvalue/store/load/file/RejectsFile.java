package dev.firstvalue.store.load.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** A CSV of {@code line,reason}, made with the first rejected record. */
final class RejectsFile implements Closeable {

  private final Path file;
  private @Nullable CSVPrinter printer;
  private long count;

  RejectsFile(Path file) throws IOException {
    this.file = file;
    Files.deleteIfExists(file);
  }

  void add(long line, String reason) throws IOException {
    CSVPrinter open = printer;
    if (open == null) {
      Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
      open = new CSVPrinter(writer, CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get());
      open.printRecord("line", "reason");
      printer = open;
    }
    open.printRecord(line, reason);
    count++;
  }

  long count() {
    return count;
  }

  @Override
  public void close() throws IOException {
    if (printer != null) {
      printer.close();
    }
  }
}
