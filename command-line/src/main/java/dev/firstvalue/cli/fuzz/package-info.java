/** {@code firstvalue fuzz}: proves the SQL on a store. */
@NullMarked
package dev.firstvalue.cli.fuzz;

import org.jspecify.annotations.NullMarked;
