/** Predicates and values as one typed tree, read by the evaluator and by the SQL renderer. */
@NullMarked
package dev.firstvalue.definition.expression;

import org.jspecify.annotations.NullMarked;
