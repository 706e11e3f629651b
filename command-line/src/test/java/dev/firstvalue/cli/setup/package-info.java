/** New repositories, and what editors know of their documents. */
@NullMarked
package dev.firstvalue.cli.setup;

import org.jspecify.annotations.NullMarked;
