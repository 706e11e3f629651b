/** Tests of the answers that a ClickHouse gives to questions. */
@NullMarked
package dev.firstvalue.store.facts;

import org.jspecify.annotations.NullMarked;
