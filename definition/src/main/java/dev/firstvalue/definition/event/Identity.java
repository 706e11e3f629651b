package dev.firstvalue.definition.event;

import org.jspecify.annotations.Nullable;

/**
 * One row of the table of aliases: from when on an id of a user stands for another.
 *
 * @param alias the id that stands for another
 * @param canonical the id it stands for
 * @param timestamp microseconds since 1970, UTC
 */
public record Identity(@Nullable String alias, @Nullable String canonical, long timestamp) {}
