/** Connections to a real store. */
@NullMarked
package dev.firstvalue.store.connect;

import org.jspecify.annotations.NullMarked;
