/** What the console's pages show, ready for their templates. */
@NullMarked
package dev.firstvalue.console.view;

import org.jspecify.annotations.NullMarked;
