/** Looks at tables of several layouts in a real store. */
@NullMarked
package dev.firstvalue.store.probe;

import org.jspecify.annotations.NullMarked;
