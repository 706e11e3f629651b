package dev.firstvalue.cli.stats;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as the calculators take and give it: maps, lists, numbers, strings, booleans, null. */
final class JsonTrees {
  private JsonTrees() {}

  static @Nullable Object tree(JsonElement element) {
    if (element.isJsonObject()) {
      return map(element.getAsJsonObject());
    }
    if (element.isJsonArray()) {
      List<@Nullable Object> list = new ArrayList<>();
      element.getAsJsonArray().forEach(item -> list.add(tree(item)));
      return list;
    }
    if (element.isJsonNull()) {
      return null;
    }
    JsonPrimitive primitive = element.getAsJsonPrimitive();
    if (primitive.isBoolean()) {
      return primitive.getAsBoolean();
    }
    return primitive.isNumber() ? number(primitive.getAsBigDecimal()) : primitive.getAsString();
  }

  static Map<String, @Nullable Object> map(JsonObject object) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    object.entrySet().forEach(e -> map.put(e.getKey(), tree(e.getValue())));
    return map;
  }

  static JsonElement json(@Nullable Object value) {
    return switch (value) {
      case null -> JsonNull.INSTANCE;
      case Map<?, ?> map -> {
        JsonObject object = new JsonObject();
        map.forEach((key, item) -> object.add(String.valueOf(key), json(item)));
        yield object;
      }
      case Iterable<?> items -> {
        JsonArray array = new JsonArray();
        items.forEach(item -> array.add(json(item)));
        yield array;
      }
      case double[] numbers -> {
        JsonArray array = new JsonArray();
        for (double number : numbers) {
          array.add(json(number));
        }
        yield array;
      }
      case Double number when number.isNaN() -> JsonNull.INSTANCE;
      case Double number when number.isInfinite() -> new JsonPrimitive(number.toString());
      case Number number -> new JsonPrimitive(number);
      case Boolean truth -> new JsonPrimitive(truth);
      default -> new JsonPrimitive(value.toString());
    };
  }

  /** A whole number as a long where it fits one, anything else as a double. */
  private static Number number(BigDecimal number) {
    try {
      return number.longValueExact();
    } catch (ArithmeticException e) {
      return number.doubleValue();
    }
  }
}
