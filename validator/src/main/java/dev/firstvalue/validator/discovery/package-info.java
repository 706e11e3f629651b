/**
 * The search for value events: asks a log for counts and profiles, and finds candidates that held
 * up on entities that were not searched. The search itself has neither store nor clock: equal
 * inputs give equal results.
 */
@NullMarked
package dev.firstvalue.validator.discovery;

import org.jspecify.annotations.NullMarked;
