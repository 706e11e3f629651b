/** Reports on a real repository. */
@NullMarked
package dev.firstvalue.registry.report;

import org.jspecify.annotations.NullMarked;
