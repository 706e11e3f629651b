@NullMarked
package dev.firstvalue.cli.workspace;

import org.jspecify.annotations.NullMarked;
