/** SQL of versions, by whoever knows the store. */
@NullMarked
package dev.firstvalue.registry.compile;

import org.jspecify.annotations.NullMarked;
