/** The tables that Firstvalue makes for itself, and how rows get into them. */
@NullMarked
package dev.firstvalue.store.load;

import org.jspecify.annotations.NullMarked;
