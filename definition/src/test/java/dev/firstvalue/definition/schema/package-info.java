/** The schemas, held to the reader. */
@NullMarked
package dev.firstvalue.definition.schema;

import org.jspecify.annotations.NullMarked;
