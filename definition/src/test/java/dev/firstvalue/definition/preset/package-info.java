/** Tests of the presets. */
@NullMarked
package dev.firstvalue.definition.preset;

import org.jspecify.annotations.NullMarked;
