/** Findings, and the pages that explain them. */
@NullMarked
package dev.firstvalue.definition.finding;

import org.jspecify.annotations.NullMarked;
