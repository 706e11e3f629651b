/** Tests of the package. */
@NullMarked
package dev.firstvalue.definition.expression;

import org.jspecify.annotations.NullMarked;
