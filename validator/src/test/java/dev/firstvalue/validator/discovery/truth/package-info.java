@NullMarked
package dev.firstvalue.validator.discovery.truth;

import org.jspecify.annotations.NullMarked;
