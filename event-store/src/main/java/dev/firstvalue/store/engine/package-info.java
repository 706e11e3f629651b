/**
 * The ClickHouse that Firstvalue brings along: a child process that lives as long as its parent.
 */
@NullMarked
package dev.firstvalue.store.engine;

import org.jspecify.annotations.NullMarked;
