/** Looking more than once: boundaries and confidence sequences. */
@NullMarked
package dev.firstvalue.statistics.sequential;

import org.jspecify.annotations.NullMarked;
