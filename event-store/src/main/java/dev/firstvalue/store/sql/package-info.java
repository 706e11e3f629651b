/** A plan as SQL: five named relations, one class each, in the order in which rows pass them. */
@NullMarked
package dev.firstvalue.store.sql;

import org.jspecify.annotations.NullMarked;
