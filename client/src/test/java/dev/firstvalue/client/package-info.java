/** The client against a real registry on a real port. */
@NullMarked
package dev.firstvalue.client;

import org.jspecify.annotations.NullMarked;
