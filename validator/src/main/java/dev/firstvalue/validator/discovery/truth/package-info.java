/** Searches of products whose truth is known: how often a search is right. */
@NullMarked
package dev.firstvalue.validator.discovery.truth;

import org.jspecify.annotations.NullMarked;
