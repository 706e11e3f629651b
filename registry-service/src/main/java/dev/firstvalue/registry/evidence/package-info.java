/** What versions stand on: reports, approvals and restatements. */
@NullMarked
package dev.firstvalue.registry.evidence;

import org.jspecify.annotations.NullMarked;
