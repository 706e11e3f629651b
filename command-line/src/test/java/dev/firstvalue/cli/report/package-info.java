/** Tests of the commands that report on a store's events. */
@NullMarked
package dev.firstvalue.cli.report;

import org.jspecify.annotations.NullMarked;
