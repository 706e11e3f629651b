package dev.firstvalue.registry.status;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Help;
import com.google.rpc.LocalizedMessage;
import com.google.rpc.Status;
import dev.firstvalue.definition.error.FirstvalueException;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Optional;

/**
 * An error of the catalogue as gRPC carries it: the status that the catalogue names, with {@code
 * google.rpc} details for programs. {@code ErrorInfo.reason} is the catalogue's name for the error,
 * and its metadata hold {@code place}, {@code problem}, {@code remedy} and the error's own facts.
 */
public final class ErrorStatus {
  /** The domain of every {@code ErrorInfo} of ours. */
  public static final String DOMAIN = "firstvalue.dev";

  /** Clients accept 8 KiB of headers by default, in which the details travel. */
  private static final int LONGEST_TEXT = 1000;

  private ErrorStatus() {}

  /** The status of an error, with the fields of the request that are wrong where there are such. */
  public static StatusRuntimeException of(
      FirstvalueException error, Optional<BadRequest> violations) {
    return violations.isPresent() ? of(error, violations.get()) : of(error);
  }

  /**
   * An error with details beyond those that each has.
   *
   * @param more messages of {@code google.rpc}
   */
  public static StatusRuntimeException of(FirstvalueException error, Message... more) {
    ErrorInfo.Builder info =
        ErrorInfo.newBuilder().setReason(error.code().name()).setDomain(DOMAIN);
    error.details().forEach((key, value) -> info.putMetadata(key, shortened(value)));
    info.putMetadata("id", error.code().id())
        .putMetadata("place", shortened(error.place()))
        .putMetadata("problem", shortened(error.problem()))
        .putMetadata("remedy", shortened(error.remedy()));
    Status.Builder status =
        Status.newBuilder()
            .setCode(io.grpc.Status.Code.valueOf(error.code().grpcStatus()).value())
            .setMessage(shortened(error.place() + ": " + error.problem()))
            .addDetails(Any.pack(info.build()))
            .addDetails(
                Any.pack(
                    LocalizedMessage.newBuilder()
                        .setLocale("en")
                        .setMessage(shortened(error.problem() + ". " + error.remedy()))
                        .build()))
            .addDetails(
                Any.pack(
                    Help.newBuilder()
                        .addLinks(
                            Help.Link.newBuilder()
                                .setDescription("What " + error.code().id() + " means")
                                .setUrl("docs/errors.md#" + error.code().id()))
                        .build()));
    for (Message detail : more) {
      status.addDetails(Any.pack(detail));
    }
    return StatusProto.toStatusRuntimeException(status.build());
  }

  /** The details of a status, as they travel. */
  public static Metadata trailers(StatusRuntimeException status) {
    Metadata trailers = status.getTrailers();
    return trailers == null ? new Metadata() : trailers;
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
  }
}
