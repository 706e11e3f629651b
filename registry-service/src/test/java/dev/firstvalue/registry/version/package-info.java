/** Versions from real histories. */
@NullMarked
package dev.firstvalue.registry.version;

import org.jspecify.annotations.NullMarked;
