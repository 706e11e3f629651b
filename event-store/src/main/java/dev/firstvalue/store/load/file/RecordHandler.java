package dev.firstvalue.store.load.file;

import java.io.IOException;
import java.util.Map;

/** Takes the records of a file in their order. */
interface RecordHandler {

  /**
   * A record as it stands.
   *
   * @param line the line that it begins on, from 1
   * @param values its values by column; an absent one is not in the map
   */
  void record(long line, Map<String, String> values) throws IOException;

  /** A record that could not be read. */
  void reject(long line, String reason) throws IOException;
}
