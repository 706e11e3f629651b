/** A fresh database of a real ClickHouse for each test class, for the tests of every module. */
@NullMarked
package dev.firstvalue.store.testkit;

import org.jspecify.annotations.NullMarked;
