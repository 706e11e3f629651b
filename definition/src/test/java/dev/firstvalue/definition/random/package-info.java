/**
 * Random plans and logs: what every evaluator of plans has to agree on. Other modules use it by
 * this module's test-jar.
 */
@NullMarked
package dev.firstvalue.definition.random;

import org.jspecify.annotations.NullMarked;
