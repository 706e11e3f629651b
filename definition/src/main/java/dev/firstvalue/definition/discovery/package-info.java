/** What a search for value events counts: every event by its first occurrences, in one pass. */
@NullMarked
package dev.firstvalue.definition.discovery;

import org.jspecify.annotations.NullMarked;
