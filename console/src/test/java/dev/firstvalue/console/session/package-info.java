/** Tests of who is signed in. */
@NullMarked
package dev.firstvalue.console.session;

import org.jspecify.annotations.NullMarked;
