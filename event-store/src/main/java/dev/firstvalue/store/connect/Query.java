package dev.firstvalue.store.connect;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A statement and the values it is run with. Values are named in the SQL as {@code {name:Type}} and
 * travel beside it, so no value is ever part of the text. A value is a {@link String}, a number, a
 * {@link Boolean}, or a list of these.
 *
 * @param sql the statement, in ClickHouse's dialect
 * @param values the values by name, in the text form of parameters
 * @param settings ClickHouse settings for this query alone, by name
 * @param purpose what the query is for, in a few words: shown in the store's own query log
 */
public record Query(
    String sql, Map<String, String> values, Map<String, String> settings, String purpose) {

  private static final Pattern ABOUT_TABLES =
      Pattern.compile("\\s*(DESCRIBE|SHOW|EXISTS|EXPLAIN)\\b", Pattern.CASE_INSENSITIVE);

  public Query {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
  }

  public static Query of(String sql) {
    return new Query(sql, Map.of(), Map.of(), "");
  }

  /** The same query with a value for {@code {name:Type}}. */
  public Query bind(String name, Object value) {
    return new Query(sql, with(values, name, ParameterText.of(value)), settings, purpose);
  }

  public Query setting(String name, String value) {
    return new Query(sql, values, with(settings, name, value), purpose);
  }

  public Query purpose(String words) {
    return new Query(sql, values, settings, words);
  }

  /** Whether it asks about tables and not for their rows, so that there is no cost to estimate. */
  boolean readsNoTable() {
    return ABOUT_TABLES.matcher(sql).lookingAt();
  }

  /** The same values and settings with another statement. */
  Query withSql(String other) {
    return new Query(other, values, settings, purpose);
  }

  /** The same query, with these settings where it has none of the name. */
  Query withDefaults(Map<String, String> others) {
    Map<String, String> all = new TreeMap<>(others);
    all.putAll(settings);
    return new Query(sql, values, all, purpose);
  }

  private static Map<String, String> with(Map<String, String> map, String name, String value) {
    Map<String, String> copy = new TreeMap<>(map);
    copy.put(name, value);
    return copy;
  }
}
