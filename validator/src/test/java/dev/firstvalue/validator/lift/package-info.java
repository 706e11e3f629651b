@NullMarked
package dev.firstvalue.validator.lift;

import org.jspecify.annotations.NullMarked;
