@NullMarked
package dev.firstvalue.validator.sensitivity;

import org.jspecify.annotations.NullMarked;
