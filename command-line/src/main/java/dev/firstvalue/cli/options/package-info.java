/** Options that several commands share. */
@NullMarked
package dev.firstvalue.cli.options;

import org.jspecify.annotations.NullMarked;
