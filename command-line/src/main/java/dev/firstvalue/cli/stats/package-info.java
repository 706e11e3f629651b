/** The calculators on plain counts. */
@NullMarked
package dev.firstvalue.cli.stats;

import org.jspecify.annotations.NullMarked;
