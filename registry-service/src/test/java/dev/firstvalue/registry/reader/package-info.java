/** Who asks for what, in the ledger and over a channel. */
@NullMarked
package dev.firstvalue.registry.reader;

import org.jspecify.annotations.NullMarked;
