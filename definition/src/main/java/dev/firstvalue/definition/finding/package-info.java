/** What is wrong with a document, where, and what was expected. */
@NullMarked
package dev.firstvalue.definition.finding;

import org.jspecify.annotations.NullMarked;
