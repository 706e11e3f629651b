/** What a command works on: a folder of documents, and a store of events. */
@NullMarked
package dev.firstvalue.cli.workspace;

import org.jspecify.annotations.NullMarked;
