/** The rules of a policy, and the verdict that they come to. */
@NullMarked
package dev.firstvalue.validator.verdict;

import org.jspecify.annotations.NullMarked;
