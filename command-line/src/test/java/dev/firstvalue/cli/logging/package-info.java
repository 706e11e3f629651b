/** Tests of the log. */
@NullMarked
package dev.firstvalue.cli.logging;

import org.jspecify.annotations.NullMarked;
