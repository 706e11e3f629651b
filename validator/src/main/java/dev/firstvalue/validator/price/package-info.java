/** What clauses and variants of a definition cost and buy, on held-out entities. */
@NullMarked
package dev.firstvalue.validator.price;

import org.jspecify.annotations.NullMarked;
