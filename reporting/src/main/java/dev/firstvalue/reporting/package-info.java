/** Reports for people and for machines, from the report messages alone. */
@NullMarked
package dev.firstvalue.reporting;

import org.jspecify.annotations.NullMarked;
