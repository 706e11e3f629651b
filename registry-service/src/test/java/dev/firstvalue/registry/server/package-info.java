/** The server over a real channel. */
@NullMarked
package dev.firstvalue.registry.server;

import org.jspecify.annotations.NullMarked;
