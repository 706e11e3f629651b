/** {@code firstvalue audit}. */
@NullMarked
package dev.firstvalue.cli.audit;

import org.jspecify.annotations.NullMarked;
