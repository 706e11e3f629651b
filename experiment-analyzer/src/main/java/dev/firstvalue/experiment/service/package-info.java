/** The analyzer over gRPC. */
@NullMarked
package dev.firstvalue.experiment.service;

import org.jspecify.annotations.NullMarked;
