/** The documents' form as JSON Schema, for editors. */
@NullMarked
package dev.firstvalue.definition.schema;

import org.jspecify.annotations.NullMarked;
