/** The SQL held to the meaning. */
@NullMarked
package dev.firstvalue.store.compare;

import org.jspecify.annotations.NullMarked;
