/** What a server counts, as Prometheus reads it. */
@NullMarked
package dev.firstvalue.registry.metrics;

import org.jspecify.annotations.NullMarked;
