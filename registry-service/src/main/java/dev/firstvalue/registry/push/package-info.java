/** {@code git push} to the registry: the second door to proposals. */
@NullMarked
package dev.firstvalue.registry.push;

import org.jspecify.annotations.NullMarked;
