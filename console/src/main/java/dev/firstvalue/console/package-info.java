/** The web console: pages for reviewers over the services of a registry's server. */
@NullMarked
package dev.firstvalue.console;

import org.jspecify.annotations.NullMarked;
