/** Errors of the catalogue as they leave this process. */
@NullMarked
package dev.firstvalue.registry.status;

import org.jspecify.annotations.NullMarked;
