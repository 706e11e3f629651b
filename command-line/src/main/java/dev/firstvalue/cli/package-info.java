/** The {@code firstvalue} command: the one place that knows every module. */
@NullMarked
package dev.firstvalue.cli;

import org.jspecify.annotations.NullMarked;
