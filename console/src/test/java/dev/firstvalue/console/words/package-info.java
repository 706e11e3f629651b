/** Tests of definitions in words. */
@NullMarked
package dev.firstvalue.console.words;

import org.jspecify.annotations.NullMarked;
