/** The validator over gRPC. */
@NullMarked
package dev.firstvalue.validator.service;

import org.jspecify.annotations.NullMarked;
