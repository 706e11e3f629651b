/**
 * The search for value events: from counts and profiles to candidates that held up on entities that
 * were not searched. Pure: no store, no clock; equal inputs give equal results.
 */
@NullMarked
package dev.firstvalue.validator.discovery;

import org.jspecify.annotations.NullMarked;
