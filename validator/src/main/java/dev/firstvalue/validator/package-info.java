/** Backtests one definition on facts and says how far the numbers can be trusted. */
@NullMarked
package dev.firstvalue.validator;

import org.jspecify.annotations.NullMarked;
