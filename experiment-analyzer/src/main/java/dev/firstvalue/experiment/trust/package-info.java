/** What has to hold before an effect is believed. */
@NullMarked
package dev.firstvalue.experiment.trust;

import org.jspecify.annotations.NullMarked;
