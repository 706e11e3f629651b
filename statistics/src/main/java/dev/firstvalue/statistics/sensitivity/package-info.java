/** How much it would take to explain an association away. */
@NullMarked
package dev.firstvalue.statistics.sensitivity;

import org.jspecify.annotations.NullMarked;
