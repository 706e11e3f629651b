package dev.firstvalue.definition.random;

import dev.firstvalue.definition.expression.Type;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The names and ids of every random world: few, so that they meet; some hostile. */
final class Catalog {
  static final List<String> EVENTS =
      List.of("signed_up", "lesson", "class", "it's \"odd\" \\ ?", "été 😀");

  static final SortedMap<String, Type> PROPERTIES = properties();

  static final List<String> USERS =
      List.of("u1", "u2", "u3", "u'4", "Ü", "😀", "～", "u\\5", "00", " ");

  static final List<String> ACCOUNTS = List.of("a1", "a2", "é", "a\"3");

  static final List<String> ARMS = List.of("control", "checklist", "é'😀", "");

  /** An experiment's name, beside which others are in the log. */
  static final String EXPERIMENT = "it's a \"test\"";

  private Catalog() {}

  static List<String> of(Type type) {
    return PROPERTIES.keySet().stream().filter(name -> PROPERTIES.get(name) == type).toList();
  }

  private static SortedMap<String, Type> properties() {
    SortedMap<String, Type> types = new TreeMap<>();
    types.put("plan", Type.STRING);
    types.put("to", Type.STRING);
    types.put("seconds", Type.INT);
    types.put("count", Type.INT);
    types.put("score", Type.DOUBLE);
    types.put("is_test", Type.BOOL);
    types.put("due", Type.TIMESTAMP);
    return types;
  }
}
