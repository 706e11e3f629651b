/** Whole lift reports of made-up experiments whose truth is known. */
@NullMarked
package dev.firstvalue.experiment.proof;

import org.jspecify.annotations.NullMarked;
