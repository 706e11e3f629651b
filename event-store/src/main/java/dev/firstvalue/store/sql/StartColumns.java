package dev.firstvalue.store.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code facts} takes from the start event: what several plans read is there once. */
final class StartColumns {
  private final Map<String, Carried> columns = new LinkedHashMap<>();
  private final Map<String, String> names = new LinkedHashMap<>();

  /** Reads something under this name, or under that of an earlier one that is the same. */
  void add(String name, String sql, String comment) {
    names.put(name, columns.computeIfAbsent(sql, any -> new Carried(name, sql, comment)).name());
  }

  /** The column of a name, or what stands for it where nothing was added under the name. */
  String column(String name, String otherwise) {
    return names.getOrDefault(name, otherwise);
  }

  List<Carried> all() {
    return new ArrayList<>(columns.values());
  }
}
