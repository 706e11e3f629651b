/** Commands that answer with a report: backtest, analyze, stuck, sql. */
@NullMarked
package dev.firstvalue.cli.report;

import org.jspecify.annotations.NullMarked;
