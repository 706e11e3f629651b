/** What a program needs to fetch the definitions it works by, and to survive an outage. */
@NullMarked
package dev.firstvalue.client;

import org.jspecify.annotations.NullMarked;
