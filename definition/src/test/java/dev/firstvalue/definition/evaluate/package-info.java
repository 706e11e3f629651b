/** The rules of the semantics page, each as a fact about the reference evaluator. */
@NullMarked
package dev.firstvalue.definition.evaluate;

import org.jspecify.annotations.NullMarked;
