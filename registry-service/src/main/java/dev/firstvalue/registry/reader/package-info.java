/** Who asks for which version of a definition. */
@NullMarked
package dev.firstvalue.registry.reader;

import org.jspecify.annotations.NullMarked;
