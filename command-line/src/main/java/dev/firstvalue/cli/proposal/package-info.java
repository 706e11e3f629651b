/** Proposals on the command line. */
@NullMarked
package dev.firstvalue.cli.proposal;

import org.jspecify.annotations.NullMarked;
