/** Keeping a registry: examining it, backing it up, and bringing it back. */
@NullMarked
package dev.firstvalue.registry.operation;

import org.jspecify.annotations.NullMarked;
