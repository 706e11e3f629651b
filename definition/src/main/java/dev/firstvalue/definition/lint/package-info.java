/** Rules that a repository of documents has to keep, and what breaks them. */
@NullMarked
package dev.firstvalue.definition.lint;

import org.jspecify.annotations.NullMarked;
