/** Tests of what is made of accounts. */
@NullMarked
package dev.firstvalue.validator.account;

import org.jspecify.annotations.NullMarked;
