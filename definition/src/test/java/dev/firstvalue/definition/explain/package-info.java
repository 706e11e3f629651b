/** Tests of explanations. */
@NullMarked
package dev.firstvalue.definition.explain;

import org.jspecify.annotations.NullMarked;
