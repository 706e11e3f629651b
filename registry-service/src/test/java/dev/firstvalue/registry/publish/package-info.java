/** Submissions on their way to main. */
@NullMarked
package dev.firstvalue.registry.publish;

import org.jspecify.annotations.NullMarked;
