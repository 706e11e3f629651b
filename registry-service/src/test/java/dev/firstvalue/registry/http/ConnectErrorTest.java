package dev.firstvalue.registry.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.rpc.BadRequest;
import com.google.rpc.PreconditionFailure;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.status.ErrorStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectErrorTest {
  @Test
  void everyDetailThatWeSendIsReadableWithoutItsProto() {
    ConnectError error =
        ConnectError.of(
            ErrorStatus.of(
                new FirstvalueException(
                    ErrorCode.MERGE_REFUSED, "proposal 1", "gates are shut", "Ask for a review"),
                PreconditionFailure.newBuilder()
                    .addViolations(PreconditionFailure.Violation.newBuilder().setType("review"))
                    .build(),
                BadRequest.getDefaultInstance()));

    assertThat(error.status()).isEqualTo(400);
    List<JsonObject> details =
        JsonParser.parseString(error.json())
            .getAsJsonObject()
            .getAsJsonArray("details")
            .asList()
            .stream()
            .map(JsonElement::getAsJsonObject)
            .toList();
    assertThat(details)
        .extracting(detail -> detail.get("type").getAsString())
        .containsExactly(
            "google.rpc.ErrorInfo",
            "google.rpc.LocalizedMessage",
            "google.rpc.Help",
            "google.rpc.PreconditionFailure",
            "google.rpc.BadRequest");
    assertThat(details).allMatch(detail -> detail.has("debug"));
    assertThat(details.get(3).getAsJsonObject("debug").toString())
        .isEqualTo("{\"violations\":[{\"type\":\"review\"}]}");
  }
}
