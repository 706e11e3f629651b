/** Questions answered by a ClickHouse. */
@NullMarked
package dev.firstvalue.store.facts;

import org.jspecify.annotations.NullMarked;
