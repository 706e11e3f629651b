package dev.firstvalue.registry.http;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Help;
import com.google.rpc.LocalizedMessage;
import com.google.rpc.PreconditionFailure;
import com.google.rpc.Status;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.status.ErrorStatus;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A failure as the Connect protocol says it: {@code {"code": …, "message": …, "details": […]}}.
 * Each detail has its message as unpadded Base64, and beside it as JSON for people.
 *
 * @param status of HTTP
 * @param json the body
 */
record ConnectError(int status, String json) {
  private static final List<Message> READABLE =
      List.of(
          ErrorInfo.getDefaultInstance(),
          LocalizedMessage.getDefaultInstance(),
          Help.getDefaultInstance(),
          BadRequest.getDefaultInstance(),
          PreconditionFailure.getDefaultInstance());
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().omittingInsignificantWhitespace();

  static ConnectError of(FirstvalueException error) {
    return of(ErrorStatus.of(error, Optional.empty()));
  }

  static ConnectError of(StatusRuntimeException failure) {
    Status status = StatusProto.fromStatusAndTrailers(failure.getStatus(), failure.getTrailers());
    ConnectCode code = ConnectCode.of(failure.getStatus().getCode());
    JsonObject error = new JsonObject();
    error.addProperty("code", code.word());
    error.addProperty("message", status.getMessage());
    JsonArray details = new JsonArray();
    status.getDetailsList().forEach(detail -> details.add(detail(detail)));
    if (!details.isEmpty()) {
      error.add("details", details);
    }
    return new ConnectError(code.httpStatus(), error.toString());
  }

  private static JsonElement detail(Any any) {
    JsonObject detail = new JsonObject();
    detail.addProperty("type", any.getTypeUrl().substring(any.getTypeUrl().lastIndexOf('/') + 1));
    detail.addProperty(
        "value", Base64.getEncoder().withoutPadding().encodeToString(any.getValue().toByteArray()));
    for (Message readable : READABLE) {
      if (any.is(readable.getClass())) {
        detail.add("debug", readable(any, readable));
      }
    }
    return detail;
  }

  private static JsonElement readable(Any any, Message type) {
    try {
      return JsonParser.parseString(
          PRINTER.print(type.getParserForType().parseFrom(any.getValue())));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a detail of our own cannot be read", e);
    }
  }
}
