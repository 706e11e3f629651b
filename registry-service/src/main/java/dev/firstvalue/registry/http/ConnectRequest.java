package dev.firstvalue.registry.http;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A request for a unary method in the form of the Connect protocol. Source:
 * connectrpc.com/docs/protocol, "Unary-Request" and "Unary-Get-Request".
 *
 * @param body not compressed any more
 * @param timeout as the client asks for it
 */
@SuppressWarnings("ArrayRecordComponent") // read once, and compared by nobody
record ConnectRequest(Codec codec, byte[] body, Optional<Duration> timeout) {
  private static final int LONGEST_TIMEOUT_DIGITS = 10;

  /**
   * Reads a POST: the message is its body.
   *
   * @param largest bytes of a body, before and after it is unpacked
   * @throws FirstvalueException ARGUMENT_INVALID or LIMIT_EXCEEDED
   */
  static ConnectRequest ofPost(Context http, Codec codec, int largest) throws IOException {
    version(http.header("Connect-Protocol-Version"));
    return new ConnectRequest(
        codec,
        unpacked(http.bodyInputStream(), http.header("Content-Encoding"), largest),
        timeout(http));
  }

  /**
   * Reads a GET: the message is in its query.
   *
   * @throws FirstvalueException ARGUMENT_INVALID or LIMIT_EXCEEDED
   */
  static ConnectRequest ofGet(Context http, int largest) throws IOException {
    @Nullable String version = http.queryParam("connect");
    if (version != null && !version.equals("v1")) {
      throw wrong("connect", version, "v1");
    }
    String encoding = http.queryParam("encoding");
    Codec codec =
        Codec.of(encoding == null ? "json" : encoding)
            .orElseThrow(() -> wrong("encoding", encoding, "json or proto"));
    String message = http.queryParam("message");
    byte[] bytes =
        "1".equals(http.queryParam("base64"))
            ? base64(message == null ? "" : message)
            : (message == null ? "{}" : message).getBytes(StandardCharsets.UTF_8);
    return new ConnectRequest(
        codec,
        unpacked(new ByteArrayInputStream(bytes), http.queryParam("compression"), largest),
        timeout(http));
  }

  private static byte[] base64(String message) {
    try {
      return Base64.getUrlDecoder().decode(message.replace("=", ""));
    } catch (IllegalArgumentException e) {
      throw wrong("message", "", "URL-safe Base64, since base64=1");
    }
  }

  private static void version(@Nullable String version) {
    if (version != null && !version.equals("1")) {
      throw wrong("Connect-Protocol-Version", version, "1");
    }
  }

  private static Optional<Duration> timeout(Context http) {
    String text = http.header("Connect-Timeout-Ms");
    if (text == null) {
      return Optional.empty();
    }
    if (!text.matches("[0-9]{1," + LONGEST_TIMEOUT_DIGITS + "}")) {
      throw wrong("Connect-Timeout-Ms", text, "1 to 10 digits");
    }
    return Optional.of(Duration.ofMillis(Long.parseLong(text)));
  }

  private static byte[] unpacked(InputStream body, @Nullable String encoding, int largest)
      throws IOException {
    byte[] sent = body.readNBytes(largest + 1);
    if (sent.length > largest) {
      throw tooLarge(largest);
    }
    return switch (encoding == null ? "identity" : encoding.toLowerCase(Locale.ROOT)) {
      case "identity", "" -> sent;
      case "gzip" -> gunzipped(sent, largest);
      default -> throw wrong("Content-Encoding", encoding, "identity or gzip");
    };
  }

  private static byte[] gunzipped(byte[] sent, int largest) {
    try (InputStream unpacking = new GZIPInputStream(new ByteArrayInputStream(sent))) {
      byte[] bytes = unpacking.readNBytes(largest + 1);
      if (bytes.length > largest) {
        throw tooLarge(largest);
      }
      return bytes;
    } catch (IOException e) {
      throw wrong("Content-Encoding", "gzip", "a body that gunzip can unpack");
    }
  }

  private static FirstvalueException tooLarge(int largest) {
    return new FirstvalueException(
        ErrorCode.LIMIT_EXCEEDED,
        "request",
        "the body has more than " + largest + " bytes",
        "Send less at a time: a request holds at most " + largest + " bytes, unpacked as well");
  }

  private static FirstvalueException wrong(String field, @Nullable String found, String expected) {
    String shown = found == null ? "" : found.replaceAll("\\p{Cntrl}", "?");
    return new FirstvalueException(
        ErrorCode.ARGUMENT_INVALID,
        field,
        (shown.isEmpty() ? "" : "\"" + shown + "\" ") + "(expected: " + expected + ")",
        "Correct the request");
  }
}
