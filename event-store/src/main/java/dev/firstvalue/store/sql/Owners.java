package dev.firstvalue.store.sql;

import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.plan.EntityKind;
import dev.firstvalue.definition.plan.Stream;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How rows find the entities that they belong to.
 *
 * <p>Mostly that is a column of the row, which is then used as it is: grouping by a number is
 * faster than by its text. As soon as one stream of a question looks elsewhere, or ids stand for
 * others, ids are texts everywhere; a row can belong to several entities.
 */
final class Owners {
  /** Texts that are no entity: empty, zero, and the UUID of zeros. */
  static final String NOBODY = "('', '0', '00000000-0000-0000-0000-000000000000')";

  private static final String NIL = "toUUID('00000000-0000-0000-0000-000000000000')";

  private final EventTable table;
  private final EntityKind kind;
  private final boolean natively;

  private Owners(EventTable table, EntityKind kind, boolean natively) {
    this.table = table;
    this.kind = kind;
    this.natively = natively;
  }

  /** For the streams of one question. */
  static Owners of(EventTable table, EntityKind kind, Collection<Stream> streams) {
    return new Owners(
        table,
        kind,
        table.identities(kind).isEmpty()
            && streams.stream().allMatch(stream -> isOwn(stream, kind)));
  }

  /** As texts, so that ids of another table can be compared. */
  static Owners texts(EventTable table, EntityKind kind) {
    return new Owners(table, kind, false);
  }

  private static boolean isOwn(Stream stream, EntityKind kind) {
    return stream.whose().equals(List.of(kind.column()));
  }

  /** Rows with one owner each, from the entity's own column. */
  void own(Select rows) {
    rows.from(table.from());
    if (natively) {
      asItIs(rows, table.idColumn(kind).orElseThrow(), table.idType(kind));
    } else {
      asText(rows, table.id(kind));
    }
  }

  /** Rows with one owner each, whose id is a column that is used as it is. */
  static void asItIs(Select rows, String column, ColumnType type) {
    boolean asText = !type.isText() && !type.isInteger() && !type.isUuid();
    String id = asText ? "toString(" + column + ")" : column;
    rows.column(type.nullable() ? "assumeNotNull(" + id + ")" : id, "entity");
    rows.where(
        type.isInteger()
            ? column + " != 0"
            : type.isUuid() ? column + " != " + NIL : id + " NOT IN " + NOBODY,
        "an empty or zero id is no entity");
  }

  /** Rows with one owner each, whose id is this text. */
  static void asText(Select rows, String id) {
    rows.column("assumeNotNull(" + id + ")", "entity");
    rows.where(id + " NOT IN " + NOBODY, "an empty or zero id is no entity");
  }

  /** Whether ids are those of their column, whatever its type, and no texts of them. */
  boolean areNative() {
    return natively;
  }

  /** Rows once for each entity that owns them by one of these streams. */
  void every(Select rows, Collection<Stream> streams) {
    if (streams.stream().allMatch(stream -> isOwn(stream, kind))) {
      own(rows);
      return;
    }
    List<String> ids =
        streams.stream()
            .flatMap(stream -> stream.whose().stream())
            .distinct()
            .map(this::id)
            .toList();
    rows.from(table.from())
        .arrayJoin(
            "ARRAY JOIN arrayFilter(id -> id NOT IN "
                + NOBODY
                + ", arrayDistinct(["
                + String.join(", ", ids)
                + "])) AS entity")
        .column("entity", "entity");
  }

  /** Whether the row belongs to {@code entity} by this stream, for rows of {@link #every}. */
  String owns(Stream stream) {
    return stream.whose().stream()
        .map(whose -> "entity = " + id(whose))
        .collect(Collectors.joining(" OR ", "(", ")"));
  }

  private String id(Expression whose) {
    return "ifNull(" + ExpressionSql.of(whose, table.rows()) + ", '')";
  }
}
