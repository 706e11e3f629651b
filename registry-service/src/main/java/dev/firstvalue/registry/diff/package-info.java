/** What differs between versions. */
@NullMarked
package dev.firstvalue.registry.diff;

import org.jspecify.annotations.NullMarked;
