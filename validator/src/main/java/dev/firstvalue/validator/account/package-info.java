/** Entities that share accounts: 2×2 tables and errors over accounts. */
@NullMarked
package dev.firstvalue.validator.account;

import org.jspecify.annotations.NullMarked;
