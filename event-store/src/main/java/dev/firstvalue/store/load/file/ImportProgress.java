package dev.firstvalue.store.load.file;

/**
 * How far an import is.
 *
 * @param bytesRead bytes of the file that were read, packed as they are
 * @param totalBytes bytes of the file
 * @param rows rows that went into the store
 * @param rejected records that did not
 */
public record ImportProgress(long bytesRead, long totalBytes, long rows, long rejected) {

  /** Hears of an import, every few thousand records and at the end. */
  @FunctionalInterface
  public interface Listener {

    /** Hears nothing. */
    Listener NONE = progress -> {};

    void progressed(ImportProgress progress);
  }
}
