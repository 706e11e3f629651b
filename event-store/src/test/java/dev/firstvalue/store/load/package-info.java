/** Loads and imports into a real store. */
@NullMarked
package dev.firstvalue.store.load;

import org.jspecify.annotations.NullMarked;
