/** Reports, stored by the hash of their content. */
@NullMarked
package dev.firstvalue.registry.report;

import org.jspecify.annotations.NullMarked;
