/** Whether what held then still holds. */
@NullMarked
package dev.firstvalue.statistics.drift;

import org.jspecify.annotations.NullMarked;
