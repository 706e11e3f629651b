@NullMarked
package dev.firstvalue.validator.discovery;

import org.jspecify.annotations.NullMarked;
