/** Imports of files of every kind into a real store. */
@NullMarked
package dev.firstvalue.store.load.file;

import org.jspecify.annotations.NullMarked;
