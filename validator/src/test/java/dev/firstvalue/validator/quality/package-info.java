@NullMarked
package dev.firstvalue.validator.quality;

import org.jspecify.annotations.NullMarked;
