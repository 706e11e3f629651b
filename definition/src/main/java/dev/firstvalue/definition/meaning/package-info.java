/** What a definition means, apart from how it is written: canonical forms, hashes and changes. */
@NullMarked
package dev.firstvalue.definition.meaning;

import org.jspecify.annotations.NullMarked;
