/** The one JSON form of documents and reports. */
@NullMarked
package dev.firstvalue.proto;

import org.jspecify.annotations.NullMarked;
