/** The search for value events. */
@NullMarked
package dev.firstvalue.cli.discover;

import org.jspecify.annotations.NullMarked;
