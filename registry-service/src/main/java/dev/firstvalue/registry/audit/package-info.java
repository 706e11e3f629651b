/** Who changed what, and who was refused: a chain of commits on a ref of its own. */
@NullMarked
package dev.firstvalue.registry.audit;

import org.jspecify.annotations.NullMarked;
