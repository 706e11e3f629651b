package dev.firstvalue.store.load.file;

import java.io.IOException;
import java.util.List;

/** The records of one file. */
interface RecordSource {

  /** The columns, where a file has the same in every record; else empty. */
  List<String> columns();

  /** Reads to the end. */
  void read(RecordHandler handler) throws IOException;
}
