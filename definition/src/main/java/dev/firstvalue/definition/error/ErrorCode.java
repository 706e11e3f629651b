package dev.firstvalue.definition.error;

import java.util.Locale;

/**
 * Every error that a user can meet. The id is stable, and names a section of {@code
 * docs/errors.md}.
 *
 * <p>{@link #grpcStatus()} is the name of the gRPC status that carries the error; it is text
 * because this module sees no gRPC.
 */
public enum ErrorCode {
  // Documents, flags and requests.
  DOCUMENT_INVALID(Fault.CALLER, "INVALID_ARGUMENT"),
  ARGUMENT_INVALID(Fault.CALLER, "INVALID_ARGUMENT"),
  FILE_NOT_FOUND(Fault.CALLER, "NOT_FOUND"),
  FILE_UNREADABLE(Fault.OPERATOR, "FAILED_PRECONDITION"),
  FILE_UNWRITABLE(Fault.OPERATOR, "FAILED_PRECONDITION"),
  IMPORT_UNREADABLE(Fault.CALLER, "INVALID_ARGUMENT"),

  // The registry.
  DEFINITION_NOT_FOUND(Fault.CALLER, "NOT_FOUND"),
  VERSION_NOT_FOUND(Fault.CALLER, "NOT_FOUND"),
  DEFINITION_RETIRED(Fault.CALLER, "FAILED_PRECONDITION"),
  MEANING_DIFFERS(Fault.OPERATOR, "FAILED_PRECONDITION"),
  DEFINITION_CHANGED(Fault.CALLER, "ABORTED"),
  REVISION_NOT_REACHED(Fault.OPERATOR, "UNAVAILABLE"),
  REVISION_TOO_OLD(Fault.CALLER, "OUT_OF_RANGE"),
  REPORT_NOT_FOUND(Fault.CALLER, "NOT_FOUND"),
  EXPERIMENT_NOT_FOUND(Fault.CALLER, "NOT_FOUND"),
  PUBLISH_REFUSED(Fault.CALLER, "FAILED_PRECONDITION"),
  REPOSITORY_NOT_FOUND(Fault.CALLER, "NOT_FOUND"),
  REPOSITORY_LOCKED(Fault.OPERATOR, "UNAVAILABLE"),
  REPOSITORY_DAMAGED(Fault.OPERATOR, "DATA_LOSS"),
  METHOD_UNKNOWN(Fault.CALLER, "UNIMPLEMENTED"),
  LIMIT_EXCEEDED(Fault.CALLER, "RESOURCE_EXHAUSTED"),
  REGISTRY_UNREACHABLE(Fault.OPERATOR, "UNAVAILABLE"),
  ADDRESS_IN_USE(Fault.OPERATOR, "UNAVAILABLE"),

  // The event store.
  STORE_UNREACHABLE(Fault.OPERATOR, "UNAVAILABLE"),
  STORE_AUTHENTICATION_FAILED(Fault.OPERATOR, "FAILED_PRECONDITION"),
  STORE_PERMISSION_DENIED(Fault.OPERATOR, "FAILED_PRECONDITION"),
  STORE_TABLE_NOT_FOUND(Fault.CALLER, "FAILED_PRECONDITION"),
  STORE_COLUMN_NOT_FOUND(Fault.CALLER, "FAILED_PRECONDITION"),
  STORE_TYPE_MISMATCH(Fault.CALLER, "FAILED_PRECONDITION"),
  STORE_MEMORY_EXCEEDED(Fault.OPERATOR, "RESOURCE_EXHAUSTED"),
  STORE_TIME_EXCEEDED(Fault.OPERATOR, "DEADLINE_EXCEEDED"),
  STORE_ROWS_EXCEEDED(Fault.CALLER, "RESOURCE_EXHAUSTED"),
  STORE_DISK_FULL(Fault.OPERATOR, "RESOURCE_EXHAUSTED"),
  STORE_QUERY_FAILED(Fault.FIRSTVALUE, "INTERNAL"),
  QUERY_CANCELLED(Fault.CALLER, "CANCELLED"),

  // The embedded engine.
  ENGINE_NOT_INSTALLED(Fault.OPERATOR, "FAILED_PRECONDITION"),
  ENGINE_LOCKED(Fault.OPERATOR, "UNAVAILABLE"),
  ENGINE_FAILED(Fault.OPERATOR, "UNAVAILABLE"),

  INTERNAL(Fault.FIRSTVALUE, "INTERNAL");

  private final Fault fault;
  private final String grpcStatus;

  ErrorCode(Fault fault, String grpcStatus) {
    this.fault = fault;
    this.grpcStatus = grpcStatus;
  }

  /** The stable id: {@code store-unreachable} and the like. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Who can mend it. */
  public Fault fault() {
    return fault;
  }

  /** The name of the gRPC status that carries it. */
  public String grpcStatus() {
    return grpcStatus;
  }
}
