/** The registry: versions of definitions, answered from memory, kept in a Git repository. */
@NullMarked
package dev.firstvalue.registry;

import org.jspecify.annotations.NullMarked;
