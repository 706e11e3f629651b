/** Commands around the events themselves: import, probe, simulate. */
@NullMarked
package dev.firstvalue.cli.data;

import org.jspecify.annotations.NullMarked;
