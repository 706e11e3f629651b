/** Documents: read from YAML with the place of every field, and written as people write them. */
@NullMarked
package dev.firstvalue.definition.document;

import org.jspecify.annotations.NullMarked;
