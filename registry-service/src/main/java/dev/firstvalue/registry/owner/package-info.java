/** Who answers for which file: CODEOWNERS, and the people behind the names in it. */
@NullMarked
package dev.firstvalue.registry.owner;

import org.jspecify.annotations.NullMarked;
