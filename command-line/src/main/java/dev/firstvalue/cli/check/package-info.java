/** What a pull request changes, and whether it may. */
@NullMarked
package dev.firstvalue.cli.check;

import org.jspecify.annotations.NullMarked;
