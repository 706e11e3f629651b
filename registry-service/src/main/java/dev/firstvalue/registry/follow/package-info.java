/** A registry that follows the main of another Git repository. */
@NullMarked
package dev.firstvalue.registry.follow;

import org.jspecify.annotations.NullMarked;
