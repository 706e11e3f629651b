/**
 * The meaning of a plan as plain Java over a log in memory: the five relations one after the other,
 * slow and obvious, against which the SQL is tested.
 */
@NullMarked
package dev.firstvalue.definition.evaluate;

import org.jspecify.annotations.NullMarked;
