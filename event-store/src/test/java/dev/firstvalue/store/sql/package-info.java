/** Tests of the SQL that plans become. */
@NullMarked
package dev.firstvalue.store.sql;

import org.jspecify.annotations.NullMarked;
