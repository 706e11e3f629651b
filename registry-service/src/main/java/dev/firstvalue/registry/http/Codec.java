package dev.firstvalue.registry.http;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** How a message is written in a body. */
enum Codec {
  /** Proto-JSON. A field that the message does not have is refused, not passed over. */
  JSON("json") {
    @Override
    byte[] wire(byte[] body, Descriptor type) {
      DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
      try {
        JsonFormat.parser().merge(text(body), message);
      } catch (InvalidProtocolBufferException e) {
        throw unreadable(String.valueOf(e.getMessage()));
      } catch (CharacterCodingException e) {
        throw unreadable("the bytes are not UTF-8");
      }
      return message.build().toByteArray();
    }

    @Override
    byte[] body(byte[] wire, Descriptor type) {
      try {
        Message message = DynamicMessage.parseFrom(type, wire);
        return JsonFormat.printer()
            .omittingInsignificantWhitespace()
            .print(message)
            .getBytes(StandardCharsets.UTF_8);
      } catch (InvalidProtocolBufferException e) {
        throw new UncheckedIOException("an answer of our own cannot be read", e);
      }
    }
  },

  /** The wire form of protobuf. What cannot be read of it, the service says. */
  PROTO("proto") {
    @Override
    byte[] wire(byte[] body, Descriptor type) {
      return body;
    }

    @Override
    byte[] body(byte[] wire, Descriptor type) {
      return wire;
    }
  };

  private final String word;

  Codec(String word) {
    this.word = word;
  }

  /** The codec of a word of the protocol: {@code json} or {@code proto}. */
  static Optional<Codec> of(String word) {
    for (Codec codec : values()) {
      if (codec.word.equals(word)) {
        return Optional.of(codec);
      }
    }
    return Optional.empty();
  }

  String contentType() {
    return "application/" + word;
  }

  /**
   * The wire form of a request.
   *
   * @throws FirstvalueException ARGUMENT_INVALID
   */
  abstract byte[] wire(byte[] body, Descriptor type);

  /** The body of an answer. */
  abstract byte[] body(byte[] wire, Descriptor type);

  private static String text(byte[] body) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
  }

  private static FirstvalueException unreadable(String problem) {
    return new FirstvalueException(
        ErrorCode.ARGUMENT_INVALID,
        "request",
        "the body is no JSON of this method's request: " + problem.replaceAll("\\p{Cntrl}+", " "),
        "Send one JSON object with the fields of the request; {} where none is needed");
  }
}
