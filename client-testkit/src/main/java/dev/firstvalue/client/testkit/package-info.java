/** A registry inside the tests of programs that fetch definitions. */
@NullMarked
package dev.firstvalue.client.testkit;

import org.jspecify.annotations.NullMarked;
