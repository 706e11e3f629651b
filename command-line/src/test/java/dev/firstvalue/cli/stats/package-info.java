/** The calculators on the command line. */
@NullMarked
package dev.firstvalue.cli.stats;

import org.jspecify.annotations.NullMarked;
