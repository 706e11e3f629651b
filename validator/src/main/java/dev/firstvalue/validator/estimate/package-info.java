/** Numbers as messages and as words of a sentence. */
@NullMarked
package dev.firstvalue.validator.estimate;

import org.jspecify.annotations.NullMarked;
