/** Tests of owner. */
@NullMarked
package dev.firstvalue.registry.owner;

import org.jspecify.annotations.NullMarked;
