@NullMarked
package dev.firstvalue.cli.discover;

import org.jspecify.annotations.NullMarked;
