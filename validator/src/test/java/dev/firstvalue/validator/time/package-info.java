@NullMarked
package dev.firstvalue.validator.time;

import org.jspecify.annotations.NullMarked;
