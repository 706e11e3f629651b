/** The embedded engine, started for real. */
@NullMarked
package dev.firstvalue.store.engine;

import org.jspecify.annotations.NullMarked;
