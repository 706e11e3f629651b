/** What the sections of a report ask a log for, and the counts that come back. */
@NullMarked
package dev.firstvalue.validator.inquiry;

import org.jspecify.annotations.NullMarked;
