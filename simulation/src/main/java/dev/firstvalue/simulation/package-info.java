/**
 * Products with planted truth: events and exposures as rows, and what a right analysis finds in
 * them.
 */
@NullMarked
package dev.firstvalue.simulation;

import org.jspecify.annotations.NullMarked;
