/** Versions by meaning, derived from the first-parent history of main. */
@NullMarked
package dev.firstvalue.registry.version;

import org.jspecify.annotations.NullMarked;
