@NullMarked
package dev.firstvalue.registry.evidence;

import org.jspecify.annotations.NullMarked;
