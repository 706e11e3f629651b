package dev.firstvalue.definition.document;

import java.util.regex.Pattern;

/**
 * Paths of fields in proto-JSON names: {@code spec.qualifies.all[1].where}. A key of a map is a
 * segment like a field, in quotes where it is no plain word: {@code spec.catalog["Order Placed"]}.
 */
public final class FieldPath {
  private static final Pattern WORD = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$-]*");

  private FieldPath() {}

  /** A field of the message at a path; the empty path is the document. */
  public static String field(String parent, String name) {
    return parent.isEmpty() ? name : parent + "." + name;
  }

  /** An element of the list at a path, counted from 0. */
  public static String index(String parent, int index) {
    return parent + "[" + index + "]";
  }

  /** The value of a key of the map at a path. */
  public static String key(String parent, String key) {
    return WORD.matcher(key).matches()
        ? field(parent, key)
        : parent + "[\"" + key.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";
  }

  /** Whether {@code inner} is the field at {@code outer} or lies in it. */
  public static boolean contains(String outer, String inner) {
    return outer.isEmpty()
        || inner.equals(outer)
        || (inner.startsWith(outer) && ".[".indexOf(inner.charAt(outer.length())) >= 0);
  }

  /** The path that a path lies in; the empty path for a field of the document. */
  static String parent(String path) {
    if (path.endsWith("\"]")) {
      int at = path.length() - 3;
      while (at > 0 && !(path.charAt(at) == '"' && path.charAt(at - 1) == '[')) {
        at--;
      }
      return path.substring(0, Math.max(0, at - 1));
    }
    return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
  }
}
