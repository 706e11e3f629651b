/** Tests of the package. */
@NullMarked
package dev.firstvalue.definition.rules;

import org.jspecify.annotations.NullMarked;
