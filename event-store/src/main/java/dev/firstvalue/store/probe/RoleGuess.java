package dev.firstvalue.store.probe;

import dev.firstvalue.store.sql.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Guesses roles from the names and types of columns; earlier names win over later ones. */
final class RoleGuess {

  private static final List<String> TIMESTAMP =
      List.of(
          "ts timestamp eventtimestamp eventtime occurredat originaltimestamp clienttimestamp time"
              .split(" "));
  private static final List<String> RECEIVED_AT =
      List.of(
          "receivedat insertedat ingestedat loadedat servertimestamp createdat uploadtime"
              .split(" "));
  private static final List<String> EVENT =
      List.of("event eventname eventtype action activity name type".split(" "));
  private static final List<String> EVENT_ID =
      List.of("eventid uuid messageid insertid id".split(" "));
  private static final List<String> USER =
      List.of(
          ("userid distinctid user uid personid customerid memberid visitorid userpseudoid"
                  + " anonymousid profileid actorid deviceid")
              .split(" "));
  private static final List<String> ACCOUNT =
      List.of(
          ("accountid account orgid organizationid organisationid workspaceid companyid tenantid"
                  + " teamid groupid")
              .split(" "));
  private static final List<String> PROPERTIES =
      List.of("properties props eventproperties params attributes payload data".split(" "));

  private static final Set<String> TIMES = Set.of("DateTime", "DateTime64");
  private static final Set<String> NAMES = Set.of("String", "FixedString", "Enum8", "Enum16");
  private static final Set<String> MAPS = Set.of("Map", "JSON", "Object");
  private static final Set<String> NESTED =
      Set.of("Array", "Tuple", "Nested", "Variant", "Dynamic");

  /** Of Firstvalue's own tables: which load brought a row. */
  private static final String LOAD = "load_id";

  private final List<ProbedColumn> free;

  private RoleGuess(List<ProbedColumn> columns) {
    this.free = new ArrayList<>(columns);
    free.removeIf(column -> column.name().equals(LOAD));
  }

  static ColumnRoles of(List<ProbedColumn> columns) {
    return new RoleGuess(columns).roles();
  }

  private ColumnRoles roles() {
    Optional<String> receivedAt = take(RECEIVED_AT, TIMES::contains);
    Optional<String> timestamp = take(TIMESTAMP, TIMES::contains).or(() -> first(TIMES::contains));
    if (timestamp.isEmpty()) {
      timestamp = receivedAt; // the only time there is
      receivedAt = Optional.empty();
    }
    Optional<String> event = take(EVENT, NAMES::contains);
    Optional<String> eventId = take(EVENT_ID, type -> !TIMES.contains(type));
    Optional<String> user = take(USER, type -> !TIMES.contains(type));
    Optional<String> account = take(ACCOUNT, type -> !TIMES.contains(type));
    Optional<String> properties =
        take(PROPERTIES, MAPS::contains)
            .or(() -> first(MAPS::contains))
            .or(() -> take(PROPERTIES, "String"::equals));
    List<String> flat =
        properties.isPresent()
            ? List.of()
            : free.stream()
                .filter(column -> !NESTED.contains(base(column)))
                .map(ProbedColumn::name)
                .toList();
    return new ColumnRoles(timestamp, receivedAt, event, eventId, user, account, properties, flat);
  }

  private Optional<String> take(List<String> names, Predicate<String> type) {
    for (String name : names) {
      for (ProbedColumn column : free) {
        if (plain(column.name()).equals(name) && type.test(base(column))) {
          free.remove(column);
          return Optional.of(column.name());
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> first(Predicate<String> type) {
    Optional<ProbedColumn> found =
        free.stream().filter(column -> type.test(base(column))).findFirst();
    found.ifPresent(free::remove);
    return found.map(ProbedColumn::name);
  }

  private static String base(ProbedColumn column) {
    return ColumnType.parse(column.type()).base();
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
