/** The registry over HTTP: its methods as JSON, health, and whatever else is mounted. */
@NullMarked
package dev.firstvalue.registry.http;

import org.jspecify.annotations.NullMarked;
