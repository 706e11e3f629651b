package dev.firstvalue.store.load.file;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What an import came to.
 *
 * @param loadId the id that its rows carry
 * @param rows rows in the store
 * @param rejected records that are no rows
 * @param alreadyThere whether the same file had been imported in the same way before, so that
 *     nothing was done
 * @param rejects where the rejected records are listed, if this import made such a file
 */
public record ImportResult(
    String loadId, long rows, long rejected, boolean alreadyThere, Optional<Path> rejects) {}
