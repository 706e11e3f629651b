/** Tests of reading and writing documents. */
@NullMarked
package dev.firstvalue.definition.document;

import org.jspecify.annotations.NullMarked;
