/** Tests of what the whole module promises. */
@NullMarked
package dev.firstvalue.statistics;

import org.jspecify.annotations.NullMarked;
