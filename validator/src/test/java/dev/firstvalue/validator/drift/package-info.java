@NullMarked
package dev.firstvalue.validator.drift;

import org.jspecify.annotations.NullMarked;
