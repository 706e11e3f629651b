package dev.firstvalue.registry.version;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.firstvalue.definition.v1.Stage;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.GetActiveDefinitionResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One version or revision in the form in which it is served: encoded once, as field 1.
 *
 * <p>Every response of the registry carries its versions in its field 1, so these bytes are a part
 * of each of them as they are: a response is a row of such fields and a short rest.
 */
public final class EncodedVersion {
  /** The field of the versions in every response of the registry. */
  static final int FIELD = GetActiveDefinitionResponse.DEFINITION_FIELD_NUMBER;

  private static final int ETAG_DIGITS = 12;

  private final int version;
  private final int revision;
  private final String meaningHash;
  private final String contentHash;
  private final String commit;
  private final Optional<Instant> validFrom;
  private final Stage stage;
  private final List<String> owners;
  private final String etag;
  private final byte[] field;

  private EncodedVersion(DefinitionVersion message, byte[] field) {
    this.version = message.getVersion();
    this.revision = message.getRevision();
    this.meaningHash = message.getMeaningHash();
    this.contentHash = message.getContentHash();
    this.commit = message.getCommit();
    this.validFrom =
        message.hasValidFrom()
            ? Optional.of(
                Instant.ofEpochSecond(
                    message.getValidFrom().getSeconds(), message.getValidFrom().getNanos()))
            : Optional.empty();
    this.stage = message.getDefinition().getSpec().getStage();
    this.owners = List.copyOf(message.getDefinition().getMetadata().getOwnersList());
    this.etag =
        version
            + "."
            + revision
            + "-"
            + commit.substring(0, Math.min(commit.length(), ETAG_DIGITS))
            + (message.getActive() ? message.getNotice().isEmpty() ? "" : "-deprecated" : "-past");
    this.field = field;
  }

  static EncodedVersion of(DefinitionVersion message) {
    byte[] field = new byte[CodedOutputStream.computeMessageSize(FIELD, message)];
    CodedOutputStream out = CodedOutputStream.newInstance(field);
    try {
      out.writeMessage(FIELD, message);
    } catch (IOException e) {
      throw new IllegalStateException("a message outgrew its own size", e);
    }
    return new EncodedVersion(message, field);
  }

  /** 1, 2, 3 …: the meaning. */
  public int version() {
    return version;
  }

  /** 0, 1, 2 …: changes that keep the meaning. */
  public int revision() {
    return revision;
  }

  /** The hash of the meaning. */
  public String meaningHash() {
    return meaningHash;
  }

  /** The hash of the file's bytes. */
  public String contentHash() {
    return contentHash;
  }

  /** The commit that made it: 40 hexadecimal digits. */
  public String commit() {
    return commit;
  }

  /** The event time from which it applies; empty: from the beginning. */
  public Optional<Instant> validFrom() {
    return validFrom;
  }

  /** The stage that the definition says it is of. */
  public Stage stage() {
    return stage;
  }

  /** Whose the definition is. */
  public List<String> owners() {
    return owners;
  }

  /**
   * Names this answer among all about its name: by its place in history, and by the notice that it
   * carries.
   */
  public String etag() {
    return etag;
  }

  /** How many bytes {@link #writeTo} writes. */
  public int size() {
    return field.length;
  }

  /** Writes the field: its tag, its length and the message. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(field);
  }

  /** The message, decoded anew. */
  public DefinitionVersion message() {
    try {
      // Field 1 of the shortest response that has it.
      return GetActiveDefinitionResponse.parseFrom(field).getDefinition();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a message of our own does not parse", e);
    }
  }
}
