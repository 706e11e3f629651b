/** What a new repository of definitions begins with. */
@NullMarked
package dev.firstvalue.definition.preset;

import org.jspecify.annotations.NullMarked;
