/** Tests of the backtest over the reference evaluator and over real ClickHouse. */
@NullMarked
package dev.firstvalue.validator;

import org.jspecify.annotations.NullMarked;
