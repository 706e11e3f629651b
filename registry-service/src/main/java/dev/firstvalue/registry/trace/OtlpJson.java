package dev.firstvalue.registry.trace;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.List;

/** Spans as collectors of OpenTelemetry take them over HTTP. Source: OTLP 1.x, JSON encoding. */
final class OtlpJson {
  private static final int KIND_SERVER = 2;
  private static final int STATUS_ERROR = 2;
  private static final long NANOS = 1_000_000_000;

  private OtlpJson() {}

  /** One request of an exporter. */
  static String of(List<Span> spans) {
    JsonObject scope = new JsonObject();
    scope.addProperty("name", "dev.firstvalue.registry");
    JsonObject scopeSpans = new JsonObject();
    scopeSpans.add("scope", scope);
    scopeSpans.add("spans", array(spans.stream().map(OtlpJson::span).toList()));
    JsonObject resource = new JsonObject();
    resource.add("attributes", array(List.of(text("service.name", "firstvalue"))));
    JsonObject resourceSpans = new JsonObject();
    resourceSpans.add("resource", resource);
    resourceSpans.add("scopeSpans", array(List.of(scopeSpans)));
    JsonObject request = new JsonObject();
    request.add("resourceSpans", array(List.of(resourceSpans)));
    return request.toString();
  }

  private static JsonObject span(Span span) {
    JsonObject object = new JsonObject();
    object.addProperty("traceId", span.context().trace());
    object.addProperty("spanId", span.context().span());
    span.parent().ifPresent(parent -> object.addProperty("parentSpanId", parent));
    object.addProperty("name", span.method());
    object.addProperty("kind", KIND_SERVER);
    object.addProperty("startTimeUnixNano", nanos(span.start()));
    object.addProperty("endTimeUnixNano", nanos(span.start().plus(span.took())));
    int slash = span.method().indexOf('/');
    object.add(
        "attributes",
        array(
            List.of(
                text("rpc.system", "grpc"),
                text("rpc.service", span.method().substring(0, slash)),
                text("rpc.method", span.method().substring(slash + 1)),
                number("rpc.grpc.status_code", span.status().value()),
                text("firstvalue.request", span.request()))));
    JsonObject status = new JsonObject();
    if (span.failed()) {
      status.addProperty("code", STATUS_ERROR);
    }
    object.add("status", status);
    return object;
  }

  private static String nanos(Instant at) {
    return Long.toString(at.getEpochSecond() * NANOS + at.getNano());
  }

  private static JsonObject text(String key, String value) {
    return attribute(key, "stringValue", value);
  }

  /** Whole numbers are texts here, since a number of JSON does not hold all of them. */
  private static JsonObject number(String key, int value) {
    return attribute(key, "intValue", Integer.toString(value));
  }

  private static JsonObject attribute(String key, String type, String value) {
    JsonObject typed = new JsonObject();
    typed.addProperty(type, value);
    JsonObject attribute = new JsonObject();
    attribute.addProperty("key", key);
    attribute.add("value", typed);
    return attribute;
  }

  private static JsonArray array(List<JsonObject> objects) {
    JsonArray array = new JsonArray(objects.size());
    objects.forEach(array::add);
    return array;
  }
}
