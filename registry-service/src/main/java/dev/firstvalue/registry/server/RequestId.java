package dev.firstvalue.registry.server;

import io.grpc.Metadata;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a request is called in logs and errors: the caller's {@code x-request-id}, or one of ours
 * where there is none or none that may stand in a log.
 */
final class RequestId {
  static final Metadata.Key<String> KEY =
      Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER);

  private static final Pattern FIT = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private RequestId() {}

  /** The id of a request, the same at every call. */
  static String of(Metadata headers) {
    String given = headers.get(KEY);
    if (given != null && FIT.matcher(given).matches()) {
      return given;
    }
    headers.discardAll(KEY);
    String ours = UUID.randomUUID().toString();
    headers.put(KEY, ours);
    return ours;
  }
}
