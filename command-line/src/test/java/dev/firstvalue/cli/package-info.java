/** The program as a whole, called as a shell would. */
@NullMarked
package dev.firstvalue.cli;

import org.jspecify.annotations.NullMarked;
