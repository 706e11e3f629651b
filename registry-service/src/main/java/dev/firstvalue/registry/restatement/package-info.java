/** What each change of a meaning does to the past. */
@NullMarked
package dev.firstvalue.registry.restatement;

import org.jspecify.annotations.NullMarked;
