@NullMarked
package dev.firstvalue.validator.segment;

import org.jspecify.annotations.NullMarked;
