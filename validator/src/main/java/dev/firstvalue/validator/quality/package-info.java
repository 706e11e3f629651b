/** What has to be in order with the rows before a verdict: gates that pass, degrade or block. */
@NullMarked
package dev.firstvalue.validator.quality;

import org.jspecify.annotations.NullMarked;
