/** Streams of changes: every revision whole, in order, once, from any place in history. */
@NullMarked
package dev.firstvalue.registry.watch;

import org.jspecify.annotations.NullMarked;
