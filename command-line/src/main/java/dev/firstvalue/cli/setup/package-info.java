/** Commands that make a new repository of definitions. */
@NullMarked
package dev.firstvalue.cli.setup;

import org.jspecify.annotations.NullMarked;
