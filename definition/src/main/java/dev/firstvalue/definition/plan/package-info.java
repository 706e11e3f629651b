/** What a document means once its names are bound: nothing below reads a document message. */
@NullMarked
package dev.firstvalue.definition.plan;

import org.jspecify.annotations.NullMarked;
