/** Tests of following a remote. */
@NullMarked
package dev.firstvalue.registry.follow;

import org.jspecify.annotations.NullMarked;
