/** The demonstration: everything at once on a simulated product. */
@NullMarked
package dev.firstvalue.cli.demo;

import org.jspecify.annotations.NullMarked;
