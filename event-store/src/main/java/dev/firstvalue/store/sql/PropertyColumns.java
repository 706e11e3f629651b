package dev.firstvalue.store.sql;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.plan.Source;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the properties of an event are read from the columns of its row, here called {@code e}. */
sealed interface PropertyColumns {

  /** The raw text, nullable: NULL where the property is absent. */
  String raw(String property);

  /** Whether the property is there: 1 or 0, never NULL. */
  String present(String property);

  /** The value of a type, nullable. */
  String read(String property, Type type);

  /** The layout that the columns of a table have. */
  static PropertyColumns of(Source.Properties properties, TableColumns table) {
    return switch (properties) {
      case Source.Properties.None() -> new Flat(table, Map.of());
      case Source.Properties.InColumns(Map<String, String> columns) -> new Flat(table, columns);
      case Source.Properties.InOneColumn(String column) -> {
        String sql = "e." + SqlText.identifier(column);
        ColumnType type = table.type(column);
        yield switch (type.base()) {
          case "Map" -> new InMap(sql, type.arguments().endsWith(", String"));
          case "JSON", "Object" -> new InJson(sql, type.arguments().isEmpty());
          case "String" -> new InJsonText(sql);
          default ->
              throw new FirstvalueException(
                  ErrorCode.STORE_TYPE_MISMATCH,
                  table.table() + "." + column,
                  "properties cannot be read from a column of type " + type.base(),
                  "Name a Map, JSON or String column, or give each property its column");
        };
      }
    };
  }

  /** In a Map column. A missing key gives the empty text, and so has to be asked for. */
  record InMap(String column, boolean texts) implements PropertyColumns {
    @Override
    public String raw(String property) {
      return "if(" + present(property) + ", " + value(property) + ", NULL)";
    }

    @Override
    public String present(String property) {
      return "mapContains(" + column + ", " + SqlText.literal(property) + ")";
    }

    @Override
    public String read(String property, Type type) {
      // The empty text reads as no other type, so only texts need to know the absent from the
      // empty.
      return type == Type.STRING ? raw(property) : TypedText.read(value(property), type);
    }

    private String value(String property) {
      String value = column + "[" + SqlText.literal(property) + "]";
      return texts ? value : "toString(" + value + ")";
    }
  }

  /**
   * In a JSON column, whose paths are columns of their own. Where these take any type, ClickHouse
   * has made times of texts that looked like one when they came in.
   */
  record InJson(String column, boolean dynamic) implements PropertyColumns {
    @Override
    public String raw(String property) {
      return "CAST(" + path(property) + ", 'Nullable(String)')";
    }

    @Override
    public String present(String property) {
      return "isNotNull(" + path(property) + ")";
    }

    @Override
    public String read(String property, Type type) {
      String text = TypedText.read(raw(property), type);
      return type == Type.TIMESTAMP && dynamic
          ? "coalesce("
              + text
              + ", toUnixTimestamp64Micro(toDateTime64("
              + path(property)
              + ".:DateTime, 6)), toUnixTimestamp64Micro("
              + path(property)
              + ".:`DateTime64(9)`))"
          : text;
    }

    private String path(String property) {
      return column + "." + SqlText.identifier(property);
    }
  }

  /** In a String column that holds a JSON object. */
  record InJsonText(String column) implements PropertyColumns {
    @Override
    public String raw(String property) {
      return "JSONExtract(" + column + ", " + SqlText.literal(property) + ", 'Nullable(String)')";
    }

    @Override
    public String present(String property) {
      return "isNotNull(" + raw(property) + ")";
    }

    @Override
    public String read(String property, Type type) {
      return TypedText.read(raw(property), type);
    }
  }

  /** In columns of their own. A column that cannot be NULL is always there. */
  record Flat(TableColumns table, Map<String, String> columns) implements PropertyColumns {
    public Flat {
      columns = Map.copyOf(columns);
    }

    @Override
    public String raw(String property) {
      return type(property).isText() ? column(property) : "toString(" + column(property) + ")";
    }

    @Override
    public String present(String property) {
      return type(property).nullable() ? "isNotNull(" + column(property) + ")" : "true";
    }

    @Override
    public String read(String property, Type wanted) {
      String natively = natively(column(property), type(property), wanted);
      return natively == null ? TypedText.read(raw(property), wanted) : natively;
    }

    private static @Nullable String natively(String column, ColumnType type, Type wanted) {
      return switch (wanted) {
        case INT -> type.isSmallInteger() ? "toInt64(" + column + ")" : null;
        case DOUBLE -> type.isSmallInteger() ? "toFloat64(" + column + ")" : null;
        case BOOL -> type.base().equals("Bool") ? column : null;
        case TIMESTAMP -> type.isTime() ? Times.micros(column, type) : null;
        case STRING, DURATION -> null;
      };
    }

    private String column(String property) {
      return "e." + SqlText.identifier(name(property));
    }

    private ColumnType type(String property) {
      return table.type(name(property));
    }

    private String name(String property) {
      String name = columns.get(property);
      if (name == null) {
        throw new FirstvalueException(
            ErrorCode.STORE_COLUMN_NOT_FOUND,
            table.table() + " property " + property,
            "the event model gives it no column",
            "Add it to events.columns of the event model");
      }
      return name;
    }
  }
}
