/** Says whether what was found about a definition still holds for its newer cohorts. */
@NullMarked
package dev.firstvalue.validator.drift;

import org.jspecify.annotations.NullMarked;
