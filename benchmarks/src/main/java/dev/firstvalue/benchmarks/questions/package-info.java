/** How long questions take beside the bare passes over the same table that bound them. */
@NullMarked
package dev.firstvalue.benchmarks.questions;

import org.jspecify.annotations.NullMarked;
