/** How often the methods do what they promise, by simulation. */
@NullMarked
package dev.firstvalue.statistics.proof;

import org.jspecify.annotations.NullMarked;
