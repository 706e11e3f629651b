/** What could overturn a lift: events that cannot matter, and experiments. */
@NullMarked
package dev.firstvalue.validator.sensitivity;

import org.jspecify.annotations.NullMarked;
