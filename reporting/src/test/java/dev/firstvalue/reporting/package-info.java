/** Tests of the reports, from messages written by hand. */
@NullMarked
package dev.firstvalue.reporting;

import org.jspecify.annotations.NullMarked;
