/** Who signed in, by a cookie that says nothing. */
@NullMarked
package dev.firstvalue.console.session;

import org.jspecify.annotations.NullMarked;
