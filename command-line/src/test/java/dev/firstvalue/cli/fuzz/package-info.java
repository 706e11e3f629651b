/** The proof of the SQL on the command line. */
@NullMarked
package dev.firstvalue.cli.fuzz;

import org.jspecify.annotations.NullMarked;
