/** What the program and its libraries log, as lines of text or of JSON on the error stream. */
@NullMarked
package dev.firstvalue.cli.logging;

import org.jspecify.annotations.NullMarked;
