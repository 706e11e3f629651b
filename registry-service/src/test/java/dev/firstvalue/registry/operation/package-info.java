/** Tests of keeping a registry. */
@NullMarked
package dev.firstvalue.registry.operation;

import org.jspecify.annotations.NullMarked;
