package dev.firstvalue.definition.document;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;
import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.definition.v1.Experiment;
import dev.firstvalue.definition.v1.Policy;
import dev.firstvalue.definition.v1.ValueEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The four kinds of document. */
public enum DocumentKind {
  EVENT_MODEL("EventModel", EventModel.getDefaultInstance()),
  VALUE_EVENT("ValueEvent", ValueEvent.getDefaultInstance()),
  EXPERIMENT("Experiment", Experiment.getDefaultInstance()),
  POLICY("Policy", Policy.getDefaultInstance());

  private final String word;
  private final Message empty;

  DocumentKind(String word, Message empty) {
    this.word = word;
    this.empty = empty;
  }

  /** The kind as documents spell it. */
  public String word() {
    return word;
  }

  /** The message that a document of this kind is. */
  public Descriptor type() {
    return empty.getDescriptorForType();
  }

  /** A message of this kind with nothing in it. */
  Message empty() {
    return empty;
  }

  /** The kind of a word, if there is one. */
  public static Optional<DocumentKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }

  /** The words of all kinds. */
  public static List<String> words() {
    return Arrays.stream(values()).map(DocumentKind::word).toList();
  }
}
