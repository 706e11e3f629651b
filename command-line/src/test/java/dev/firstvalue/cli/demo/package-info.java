/** The demonstration, and whether its planted truth is found. */
@NullMarked
package dev.firstvalue.cli.demo;

import org.jspecify.annotations.NullMarked;
