/** What stands between a change and main: the gates of the policy. */
@NullMarked
package dev.firstvalue.registry.gate;

import org.jspecify.annotations.NullMarked;
