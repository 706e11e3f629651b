@NullMarked
package dev.firstvalue.validator.ladder;

import org.jspecify.annotations.NullMarked;
