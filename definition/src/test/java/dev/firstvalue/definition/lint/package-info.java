/** Tests of the rules. */
@NullMarked
package dev.firstvalue.definition.lint;

import org.jspecify.annotations.NullMarked;
