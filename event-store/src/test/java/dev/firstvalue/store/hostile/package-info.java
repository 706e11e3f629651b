/** Hostile names, values and patterns through the SQL, on a real engine. */
@NullMarked
package dev.firstvalue.store.hostile;

import org.jspecify.annotations.NullMarked;
