/**
 * Connections to a ClickHouse: who and where, limits, cancellation, cost, and what its errors mean.
 */
@NullMarked
package dev.firstvalue.store.connect;

import org.jspecify.annotations.NullMarked;
