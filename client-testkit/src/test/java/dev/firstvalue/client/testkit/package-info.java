/** Tests of the test kit, which are also how it is used. */
@NullMarked
package dev.firstvalue.client.testkit;

import org.jspecify.annotations.NullMarked;
