/** What was planned: the trial, its arms, how sure it wants to be and when it may be read. */
@NullMarked
package dev.firstvalue.experiment.plan;

import org.jspecify.annotations.NullMarked;
