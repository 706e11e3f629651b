/** How the rows of the ladder and whole reports fare in worlds in which the truth is known. */
@NullMarked
package dev.firstvalue.validator.proof;

import org.jspecify.annotations.NullMarked;
