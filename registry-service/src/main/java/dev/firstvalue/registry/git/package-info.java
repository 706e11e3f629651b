/**
 * The bare Git repository in which everything is kept: one writer, pinned settings, no working
 * tree.
 */
@NullMarked
package dev.firstvalue.registry.git;

import org.jspecify.annotations.NullMarked;
