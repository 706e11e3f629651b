@NullMarked
package dev.firstvalue.validator.price;

import org.jspecify.annotations.NullMarked;
