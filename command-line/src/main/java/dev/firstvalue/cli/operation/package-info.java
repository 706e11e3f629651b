/** Commands for whoever keeps a registry running. */
@NullMarked
package dev.firstvalue.cli.operation;

import org.jspecify.annotations.NullMarked;
