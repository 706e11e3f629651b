/** Whether units fell into their arms in the configured shares. */
@NullMarked
package dev.firstvalue.statistics.sampleratio;

import org.jspecify.annotations.NullMarked;
