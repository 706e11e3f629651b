/** Commands around the registry: publish, serve, get, list, log. */
@NullMarked
package dev.firstvalue.cli.registry;

import org.jspecify.annotations.NullMarked;
