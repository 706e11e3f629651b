@NullMarked
package dev.firstvalue.registry.watch;

import org.jspecify.annotations.NullMarked;
