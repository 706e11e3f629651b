/**
 * From documents to plans: every name bound to what it stands for, or a finding that says why not.
 */
@NullMarked
package dev.firstvalue.definition.bind;

import org.jspecify.annotations.NullMarked;
