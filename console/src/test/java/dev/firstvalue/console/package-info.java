/** Tests of the console's own parts; its pages are looked at where a server is. */
@NullMarked
package dev.firstvalue.console;

import org.jspecify.annotations.NullMarked;
