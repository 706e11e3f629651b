/** Tests of the package. */
@NullMarked
package dev.firstvalue.definition.bind;

import org.jspecify.annotations.NullMarked;
