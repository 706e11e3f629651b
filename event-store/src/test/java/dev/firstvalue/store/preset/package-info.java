/** Tests of the presets on the tables that they are for. */
@NullMarked
package dev.firstvalue.store.preset;

import org.jspecify.annotations.NullMarked;
