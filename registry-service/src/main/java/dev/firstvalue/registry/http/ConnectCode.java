package dev.firstvalue.registry.http;

import io.grpc.Status;

/**
 * What the Connect protocol makes of a status: its word, and the status of HTTP that goes with it.
 * Source: connectrpc.com/docs/protocol, "Error Codes".
 */
enum ConnectCode {
  CANCELED("canceled", 499),
  UNKNOWN("unknown", 500),
  INVALID_ARGUMENT("invalid_argument", 400),
  DEADLINE_EXCEEDED("deadline_exceeded", 504),
  NOT_FOUND("not_found", 404),
  ALREADY_EXISTS("already_exists", 409),
  PERMISSION_DENIED("permission_denied", 403),
  RESOURCE_EXHAUSTED("resource_exhausted", 429),
  FAILED_PRECONDITION("failed_precondition", 400),
  ABORTED("aborted", 409),
  OUT_OF_RANGE("out_of_range", 400),
  UNIMPLEMENTED("unimplemented", 501),
  INTERNAL("internal", 500),
  UNAVAILABLE("unavailable", 503),
  DATA_LOSS("data_loss", 500),
  UNAUTHENTICATED("unauthenticated", 401);

  private final String word;
  private final int httpStatus;

  ConnectCode(String word, int httpStatus) {
    this.word = word;
    this.httpStatus = httpStatus;
  }

  /**
   * The code of a failure.
   *
   * @throws IllegalArgumentException for OK, which is none
   */
  static ConnectCode of(Status.Code code) {
    return switch (code) {
      case OK -> throw new IllegalArgumentException("status: OK (expected: a failure)");
      case CANCELLED -> CANCELED;
      case UNKNOWN -> UNKNOWN;
      case INVALID_ARGUMENT -> INVALID_ARGUMENT;
      case DEADLINE_EXCEEDED -> DEADLINE_EXCEEDED;
      case NOT_FOUND -> NOT_FOUND;
      case ALREADY_EXISTS -> ALREADY_EXISTS;
      case PERMISSION_DENIED -> PERMISSION_DENIED;
      case RESOURCE_EXHAUSTED -> RESOURCE_EXHAUSTED;
      case FAILED_PRECONDITION -> FAILED_PRECONDITION;
      case ABORTED -> ABORTED;
      case OUT_OF_RANGE -> OUT_OF_RANGE;
      case UNIMPLEMENTED -> UNIMPLEMENTED;
      case INTERNAL -> INTERNAL;
      case UNAVAILABLE -> UNAVAILABLE;
      case DATA_LOSS -> DATA_LOSS;
      case UNAUTHENTICATED -> UNAUTHENTICATED;
    };
  }

  /** As it stands in the answer. */
  String word() {
    return word;
  }

  int httpStatus() {
    return httpStatus;
  }
}
