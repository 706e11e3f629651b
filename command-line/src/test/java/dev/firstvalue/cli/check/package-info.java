/** Proposals in a working copy. */
@NullMarked
package dev.firstvalue.cli.check;

import org.jspecify.annotations.NullMarked;
