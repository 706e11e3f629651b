/** Lint, and its findings in the forms that people and CI systems read. */
@NullMarked
package dev.firstvalue.cli.lint;

import org.jspecify.annotations.NullMarked;
