/** The registry's gRPC service and the server that carries it. */
@NullMarked
package dev.firstvalue.registry.server;

import org.jspecify.annotations.NullMarked;
