/** Proposals: changes that are kept, reviewed, and merged when every gate is open. */
@NullMarked
package dev.firstvalue.registry.proposal;

import org.jspecify.annotations.NullMarked;
