/** Findings in the forms that others read. */
@NullMarked
package dev.firstvalue.cli.lint;

import org.jspecify.annotations.NullMarked;
