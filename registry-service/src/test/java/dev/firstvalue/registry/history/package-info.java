/**
 * A registry under kills and pauses: what everybody did and heard is written down and then held
 * against what it promises.
 */
@NullMarked
package dev.firstvalue.registry.history;

import org.jspecify.annotations.NullMarked;
