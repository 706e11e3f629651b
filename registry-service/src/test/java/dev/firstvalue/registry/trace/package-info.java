/** Tests of traces. */
@NullMarked
package dev.firstvalue.registry.trace;

import org.jspecify.annotations.NullMarked;
