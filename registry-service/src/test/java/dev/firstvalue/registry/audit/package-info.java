@NullMarked
package dev.firstvalue.registry.audit;

import org.jspecify.annotations.NullMarked;
