/** Tests of the commands that make and bring data. */
@NullMarked
package dev.firstvalue.cli.data;

import org.jspecify.annotations.NullMarked;
