/** Tests of options that commands share. */
@NullMarked
package dev.firstvalue.cli.options;

import org.jspecify.annotations.NullMarked;
