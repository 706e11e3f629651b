/** The Stanford heart transplant data as an event log. */
@NullMarked
package dev.firstvalue.validator.transplant;

import org.jspecify.annotations.NullMarked;
