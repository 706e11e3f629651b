/** Import of files that people have into Firstvalue's own tables. */
@NullMarked
package dev.firstvalue.store.load.file;

import org.jspecify.annotations.NullMarked;
