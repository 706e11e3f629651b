/** What every command says to the terminal: answers, notes, an exit code, the program's version. */
@NullMarked
package dev.firstvalue.cli.terminal;

import org.jspecify.annotations.NullMarked;
