/** Tests of proposal. */
@NullMarked
package dev.firstvalue.registry.proposal;

import org.jspecify.annotations.NullMarked;
