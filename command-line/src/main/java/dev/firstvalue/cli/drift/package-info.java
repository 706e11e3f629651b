/** Whether active definitions still hold, and what a change of one does to whom. */
@NullMarked
package dev.firstvalue.cli.drift;

import org.jspecify.annotations.NullMarked;
