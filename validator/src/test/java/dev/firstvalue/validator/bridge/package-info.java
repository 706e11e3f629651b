@NullMarked
package dev.firstvalue.validator.bridge;

import org.jspecify.annotations.NullMarked;
