/** The server over real HTTP. */
@NullMarked
package dev.firstvalue.registry.http;

import org.jspecify.annotations.NullMarked;
