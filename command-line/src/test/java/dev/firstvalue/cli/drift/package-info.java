@NullMarked
package dev.firstvalue.cli.drift;

import org.jspecify.annotations.NullMarked;
