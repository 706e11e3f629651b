/** Who may do what: tokens, roles, the rule of each method, and limits. */
@NullMarked
package dev.firstvalue.registry.access;

import org.jspecify.annotations.NullMarked;
