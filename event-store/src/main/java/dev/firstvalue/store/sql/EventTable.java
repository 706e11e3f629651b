package dev.firstvalue.store.sql;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.plan.EntityKind;
import dev.firstvalue.definition.plan.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** The events of a source in a table whose columns are known. A row is called {@code e}. */
final class EventTable {
  private static final String NO_TEXT = Unknown.of(Type.STRING);

  private final Source source;
  private final TableColumns columns;
  private final PropertyColumns properties;
  private final ColumnType timeType;
  private final Optional<IdentitySql> identities;
  private final LogShape shape;

  /** A table in which each row is its user's own, as its column says. */
  EventTable(Source source, TableColumns columns) {
    this(source, columns, Optional.empty(), LogShape.ANY);
  }

  /** A table with the links that make canonical ids of its users'. */
  EventTable(
      Source source, TableColumns columns, Optional<IdentitySql> identities, LogShape shape) {
    this.source = source;
    this.columns = columns;
    this.shape = shape;
    this.identities = identities.filter(any -> source.entityColumns().containsKey(EntityKind.USER));
    this.properties = PropertyColumns.of(source.properties(), columns);
    this.timeType = Times.check(columns, source.timestamp());
    columns.type(source.event());
  }

  Source source() {
    return source;
  }

  PropertyColumns properties() {
    return properties;
  }

  LogShape shape() {
    return shape;
  }

  /** {@code GLOBAL } before joins and INs where the rows lie on several servers. */
  String global() {
    return columns.distributed() ? "GLOBAL " : "";
  }

  /** The table, beside it the canonical id of a user that has one. */
  String from() {
    return SqlText.table(source.table())
        + " AS e"
        + identities.map(all -> all.join(ownId(EntityKind.USER), global())).orElse("");
  }

  /** The links of users that have to be looked up to know an entity's id; mostly none. */
  Optional<IdentitySql> identities(EntityKind kind) {
    return kind == EntityKind.USER ? identities : Optional.empty();
  }

  /** The time of the event in microseconds since 1970, Int64. */
  String time() {
    return Times.micros(column(source.timestamp()), timeType);
  }

  String before(Instant instant) {
    return column(source.timestamp()) + " < " + Times.limit(instant, timeType);
  }

  String notBefore(Instant instant) {
    return column(source.timestamp()) + " >= " + Times.limit(instant, timeType);
  }

  /** Whether the row has one of these names. */
  String named(Collection<String> events) {
    return events.size() == 1
        ? name() + " = " + SqlText.literal(events.iterator().next())
        : name() + " IN " + SqlText.literals(events);
  }

  /** Whether names can be {@link #numbered}: not NULL, nor texts that zeros fill up. */
  boolean hasNumberedNames() {
    ColumnType type = columns.type(source.event());
    return !type.nullable() && (type.isText() || type.base().startsWith("Enum"));
  }

  /** The number of the row's name among these, 0 of any other. */
  String numbered(SortedMap<String, Long> names) {
    return "transform("
        + name()
        + ", ["
        + names.keySet().stream().map(SqlText::literal).collect(Collectors.joining(", "))
        + "], ["
        + names.values().stream().map(String::valueOf).collect(Collectors.joining(", "))
        + "], toUInt64(0))";
  }

  private String name() {
    return columns.type(source.event()).base().startsWith("Enum")
        ? "toString(" + column(source.event()) + ")"
        : column(source.event());
  }

  /** The event's name as text. */
  String eventName() {
    return "toString(" + column(source.event()) + ")";
  }

  /** True for rows that the source's rule on events leaves in. */
  Optional<String> notExcluded() {
    return source
        .exclude()
        .map(rule -> "NOT ifNull(" + ExpressionSql.of(rule, rows()) + ", false)");
  }

  /** The column of the entity's id and its type, where the source has one. */
  Optional<String> idColumn(EntityKind kind) {
    return Optional.ofNullable(source.entityColumns().get(kind)).map(EventTable::column);
  }

  ColumnType idType(EntityKind kind) {
    return columns.type(idName(kind));
  }

  /** The name of the column of the entity's id. */
  String idName(EntityKind kind) {
    String column = source.entityColumns().get(kind);
    if (column == null) {
      throw new FirstvalueException(
          ErrorCode.STORE_COLUMN_NOT_FOUND,
          source.table(),
          "the event model has no column for the entity " + kind.name().toLowerCase(Locale.ROOT),
          "Add it to entities of the event model");
    }
    return column;
  }

  /** The id of the entity as text, nullable. */
  String id(EntityKind kind) {
    String own = ownId(kind);
    return identities(kind).map(any -> IdentitySql.canonical(own)).orElse(own);
  }

  private String ownId(EntityKind kind) {
    return idColumn(kind)
        .map(column -> idType(kind).isText() ? column : "toString(" + column + ")")
        .orElse(NO_TEXT);
  }

  /** The id that copies of an event share, as text; NULL for none. */
  Optional<String> eventId() {
    return source
        .eventId()
        .map(
            name -> {
              if (source.equalRowsOnce()) {
                return wholeRow();
              }
              String text =
                  columns.type(name).isText() ? column(name) : "toString(" + column(name) + ")";
              return "nullIf(" + text + ", '')";
            });
  }

  /** An id of all that a row says. */
  private String wholeRow() {
    return "hex(sipHash128("
        + time()
        + ", "
        + eventName()
        + ", ifNull("
        + knownId(EntityKind.USER)
        + ", ''), "
        + order()
        + "))";
  }

  /** Microseconds between the event and its arrival, where the source has that time. */
  Optional<String> lateness() {
    return source
        .receivedAt()
        .map(name -> Times.micros(column(name), Times.check(columns, name)) + " - " + time());
  }

  /**
   * What orders start events of one instant: the event id, then the properties by name, absent
   * before present, then the account and the user, so that one row is always the first.
   */
  String order() {
    List<String> keys = new ArrayList<>();
    if (!source.equalRowsOnce()) {
      eventId().ifPresent(id -> keys.add("ifNull(" + id + ", '')"));
    }
    for (String name : source.startProperties().keySet()) {
      keys.add("ifNull(concat('=', " + properties.raw(name) + "), '')");
    }
    if (idColumn(EntityKind.ACCOUNT).isPresent()) {
      keys.add("ifNull(" + knownId(EntityKind.ACCOUNT) + ", '')");
    }
    return keys.isEmpty() ? "''" : "[" + String.join(", ", keys) + "]";
  }

  /** The id of the entity as text, NULL where it names nobody. */
  String knownId(EntityKind kind) {
    return idColumn(kind).isPresent()
        ? "if(" + id(kind) + " IN " + Owners.NOBODY + ", NULL, " + id(kind) + ")"
        : NO_TEXT;
  }

  /** The names of a row. Its entity's start event is not known. */
  Scope rows() {
    return new RowScope();
  }

  /** The names of a row that is a start event: {@code start.properties} are its own. */
  Scope starts() {
    return new StartScope();
  }

  private static String column(String name) {
    return "e." + SqlText.identifier(name);
  }

  private final class RowScope implements Scope {
    @Override
    public String property(Expression.Property property) {
      return properties.read(property.name(), property.type());
    }

    @Override
    public String startProperty(Expression.StartProperty property) {
      return Unknown.of(property.type());
    }

    @Override
    public String present(Expression property) {
      return property instanceof Expression.Property own ? properties.present(own.name()) : "false";
    }

    @Override
    public String column(Expression.EventColumn column) {
      return switch (column) {
        case EVENT -> eventName();
        case TIMESTAMP -> time();
        case USER -> knownId(EntityKind.USER);
        case ACCOUNT -> knownId(EntityKind.ACCOUNT);
        case DAY ->
            "toString(toDate32(fromUnixTimestamp64Micro("
                + time()
                + ", "
                + SqlText.literal(source.zone().getId())
                + ")))";
      };
    }
  }

  private final class StartScope implements Scope {
    @Override
    public String property(Expression.Property property) {
      return Unknown.of(property.type());
    }

    @Override
    public String startProperty(Expression.StartProperty property) {
      return properties.read(property.name(), property.type());
    }

    @Override
    public String present(Expression property) {
      return property instanceof Expression.StartProperty own
          ? properties.present(own.name())
          : "false";
    }

    @Override
    public String column(Expression.EventColumn column) {
      return Unknown.of(new Expression.Column(column).type());
    }
  }
}
