/** Times that are ratios: to a stated limit or a peer, interleaved in the same run. */
@NullMarked
package dev.firstvalue.benchmarks;

import org.jspecify.annotations.NullMarked;
