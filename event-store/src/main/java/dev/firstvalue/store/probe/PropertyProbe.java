package dev.firstvalue.store.probe;

import static java.util.Objects.requireNonNull;

import dev.firstvalue.definition.v1.PropertyType;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.Row;
import dev.firstvalue.store.connect.Store;
import dev.firstvalue.store.sql.ColumnType;
import dev.firstvalue.store.sql.SqlText;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The properties of the events of one name, from a sample of their rows. */
final class PropertyProbe {

  /** How many rows of each event are looked into. */
  static final long SAMPLE = 10_000;

  private static final int MOST_PROPERTIES = 300;

  private final Store store;
  private final String table;
  private final String eventColumn;
  private final String pairs;
  private final Map<String, ColumnType> flat;

  PropertyProbe(Store store, String table, ColumnRoles roles, List<ProbedColumn> columns) {
    this.store = store;
    this.table = SqlText.table(table);
    this.eventColumn = SqlText.identifier(roles.event().orElseThrow());
    Map<String, ColumnType> types =
        columns.stream()
            .collect(
                Collectors.toMap(ProbedColumn::name, column -> ColumnType.parse(column.type())));
    this.pairs =
        roles
            .properties()
            .map(
                column ->
                    inOneColumn(SqlText.identifier(column), requireNonNull(types.get(column))))
            .orElseGet(() -> inColumns(roles.flat()));
    types.keySet().retainAll(roles.flat());
    this.flat = Map.copyOf(types);
  }

  private static String inOneColumn(String column, ColumnType type) {
    return switch (type.base()) {
      case "Map" ->
          "arrayZip(mapKeys(%1$s), arrayMap(v -> ifNull(toString(v), ''), mapValues(%1$s)))"
              .formatted(column);
      case "String" -> inJson(column);
      default -> inJson("toJSONString(" + column + ")");
    };
  }

  /** The scalars of the outermost object; texts without their quotes. */
  private static String inJson(String json) {
    return """
    arrayMap(
      kv -> (kv.1, if(startsWith(kv.2, '"'), JSONExtractString(kv.2), kv.2)),
      arrayFilter(
        kv -> kv.2 != 'null' AND NOT match(kv.2, '^[\\\\[\\\\x7B]'),
        JSONExtractKeysAndValuesRaw(%s)))\
    """
        .formatted(json);
  }

  private static String inColumns(List<String> columns) {
    return columns.isEmpty()
        ? "CAST([], 'Array(Tuple(String, String))')"
        : columns.stream()
            .map(
                column ->
                    "(%s, ifNull(toString(%s), ''))"
                        .formatted(SqlText.literal(column), SqlText.identifier(column)))
            .collect(Collectors.joining(", ", "[", "]"));
  }

  List<ProbedProperty> of(String event, long count) {
    double sampled = Math.min(SAMPLE, count);
    Query query =
        Query.of(
                """
                SELECT
                  kv.1 AS property,
                  count() AS filled,
                  countIf(match(kv.2, '^[+-]?[0-9]{1,18}$')) AS integers,
                  countIf(match(kv.2, '^[+-]?[0-9]{1,100}([.][0-9]{1,100})?([eE][+-]?[0-9]{1,2})?$')) AS numbers,
                  countIf(match(kv.2, '^[+-]?0[0-9]')) AS padded,
                  countIf(lower(kv.2) IN ('true', 'false')) AS truths,
                  countIf(match(kv.2, '^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})$')) AS times
                FROM (
                  SELECT arrayJoin(%s) AS kv
                  FROM (SELECT * FROM %s WHERE %s = {event:String} LIMIT {sample:UInt64})
                )
                WHERE kv.2 != ''
                GROUP BY property
                ORDER BY filled DESC, property
                LIMIT {most:UInt64}
                """
                    .formatted(pairs, table, eventColumn))
            .bind("event", event)
            .bind("sample", SAMPLE)
            .bind("most", MOST_PROPERTIES)
            .purpose("probe properties");
    return store.list(query, row -> property(row, sampled));
  }

  private ProbedProperty property(Row row, double sampled) {
    String name = row.text("property");
    long filled = row.integer("filled");
    ColumnType column = flat.get(name);
    PropertyType type =
        column == null || column.base().equals("String")
            ? typeOf(name, filled, row)
            : typeOf(column);
    return new ProbedProperty(name, type, Math.min(1, filled / sampled));
  }

  private static PropertyType typeOf(String name, long filled, Row row) {
    if (row.integer("truths") == filled) {
      return PropertyType.PROPERTY_TYPE_BOOL;
    }
    if (row.integer("times") == filled) {
      return PropertyType.PROPERTY_TYPE_TIMESTAMP;
    }
    // Digits that name something are no quantity: an id, or a code whose zeros in front matter.
    boolean named = name.matches("(?i).*(^|[^a-z])id|.*[a-z]I[Dd]") || row.integer("padded") > 0;
    if (!named && row.integer("integers") == filled) {
      return PropertyType.PROPERTY_TYPE_INT;
    }
    return !named && row.integer("numbers") == filled
        ? PropertyType.PROPERTY_TYPE_DOUBLE
        : PropertyType.PROPERTY_TYPE_STRING;
  }

  private static PropertyType typeOf(ColumnType column) {
    return switch (column.base()) {
      case "Bool" -> PropertyType.PROPERTY_TYPE_BOOL;
      case "DateTime", "DateTime64" -> PropertyType.PROPERTY_TYPE_TIMESTAMP;
      case "Float32", "Float64", "Decimal" -> PropertyType.PROPERTY_TYPE_DOUBLE;
      case "Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32", "UInt64" ->
          PropertyType.PROPERTY_TYPE_INT;
      default -> PropertyType.PROPERTY_TYPE_STRING;
    };
  }
}
