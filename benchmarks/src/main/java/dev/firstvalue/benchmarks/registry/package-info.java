/** How fast the registry is, beside the least that could do the same. */
@NullMarked
package dev.firstvalue.benchmarks.registry;

import org.jspecify.annotations.NullMarked;
