/**
 * Asks a store and the reference evaluator the same and says where they differ: how the SQL is
 * proved, in the build and on anybody's own server.
 */
@NullMarked
package dev.firstvalue.store.compare;

import org.jspecify.annotations.NullMarked;
