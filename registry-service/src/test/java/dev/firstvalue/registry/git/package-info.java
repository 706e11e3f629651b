/** The Git store on real repositories. */
@NullMarked
package dev.firstvalue.registry.git;

import org.jspecify.annotations.NullMarked;
