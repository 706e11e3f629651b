package dev.firstvalue.definition.document;

import com.google.protobuf.Message;
import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.definition.v1.Experiment;
import dev.firstvalue.definition.v1.Policy;
import dev.firstvalue.definition.v1.ValueEvent;

/** A document that was read: its message, and where each field stands. */
public sealed interface Document {
  /** The file, relative to the repository, with forward slashes. */
  String path();

  /** What the file says. */
  Message message();

  /** Where each field stands. */
  Marks marks();

  /** An event model. */
  record OfEventModel(String path, EventModel message, Marks marks) implements Document {}

  /** A value-event definition. */
  record OfValueEvent(String path, ValueEvent message, Marks marks) implements Document {}

  /** An experiment. */
  record OfExperiment(String path, Experiment message, Marks marks) implements Document {}

  /** A policy. */
  record OfPolicy(String path, Policy message, Marks marks) implements Document {}
}
