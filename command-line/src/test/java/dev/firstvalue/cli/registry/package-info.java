/** The registry at the command line, and the services over a real channel. */
@NullMarked
package dev.firstvalue.cli.registry;

import org.jspecify.annotations.NullMarked;
