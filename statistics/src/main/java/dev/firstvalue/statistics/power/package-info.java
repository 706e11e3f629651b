/** How many units a comparison needs, and what it can see. */
@NullMarked
package dev.firstvalue.statistics.power;

import org.jspecify.annotations.NullMarked;
