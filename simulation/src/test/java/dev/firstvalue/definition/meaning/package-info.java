@NullMarked
package dev.firstvalue.definition.meaning;

import org.jspecify.annotations.NullMarked;
