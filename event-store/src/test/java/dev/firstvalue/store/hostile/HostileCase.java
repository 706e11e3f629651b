package dev.firstvalue.store.hostile;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.v1.Condition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Conditions over a table, and its log. Each condition is a milestone.
 *
 * @param planted the user who has reached each milestone; empty where only the reference evaluator
 *     can tell
 * @param literals how many hostile texts are in it
 */
record HostileCase(
    HostileTable table,
    SortedSet<String> events,
    SortedSet<String> properties,
    List<Condition> conditions,
    List<Event> log,
    List<String> planted,
    int literals) {
  /** As many as a definition may have milestones. */
  static final int CONDITIONS = 20;

  private static final List<HostileTable.Layout> LAYOUTS = List.of(HostileTable.Layout.values());

  /** 2026-01-01T00:00:00Z. */
  private static final long START = 1_767_225_600_000_000L;

  /** So long a name goes into a file's, where each of its bytes takes three. */
  private static final int LONGEST_TABLE = 40;

  private static final int LONGEST_NAME = 190;

  /**
   * One condition for each of so many names and values: an event of the name, whose property of the
   * name has the value. Beside the user who has just that are three who have nearly that.
   */
  static HostileCase namesAndValues(RandomGenerator random) {
    RandomTexts texts = new RandomTexts(random);
    Set<String> names = new HashSet<>(Set.of(HostileDocuments.START));
    SortedSet<String> events = new TreeSet<>();
    SortedSet<String> properties = new TreeSet<>();
    List<Condition> conditions = new ArrayList<>();
    List<String> planted = new ArrayList<>();
    List<Event> log = new ArrayList<>();
    for (int i = 0; i < CONDITIONS; i++) {
      String name = another(names, texts, LONGEST_NAME);
      String nearName = texts.near(name);
      String value = texts.any();
      events.add(name);
      properties.add(name);
      conditions.add(
          Condition.newBuilder().addEvent(name).setWhere(where(name, value, random)).build());
      String user = "u" + i + value;
      planted.add(user);
      add(log, user, name, Map.of(name, value));
      add(log, "v" + i + value, name, Map.of(name, texts.near(value)));
      add(log, "e" + i + value, nearName, Map.of(name, value));
    }
    HostileTable table = table(random, texts, properties);
    if (table.layout() != HostileTable.Layout.COLUMNS) {
      for (int i = 0; i < CONDITIONS; i++) {
        // A property that no document declares, which a table of columns has no place for.
        String name = conditions.get(i).getEvent(0);
        String value = planted.get(i).substring(("u" + i).length());
        add(log, "k" + i + value, name, Map.of(texts.near(name), value));
      }
    }
    return new HostileCase(
        table, events, properties, conditions, log, planted, 2 * CONDITIONS + table.names().size());
  }

  /** One condition for each of these patterns, and users with texts for them. */
  static HostileCase patterns(
      List<String> patterns, RandomPatterns random, RandomGenerator numbers) {
    List<Condition> conditions = new ArrayList<>();
    for (String pattern : patterns) {
      conditions.add(
          Condition.newBuilder()
              .addEvent("e")
              .setWhere("properties.x.matches(" + HostileDocuments.cel(pattern) + ")")
              .build());
    }
    List<Event> log = new ArrayList<>();
    for (int user = 0; user < 3 * CONDITIONS; user++) {
      add(log, "u" + user, "e", Map.of("x", random.text()));
    }
    SortedSet<String> x = new TreeSet<>(Set.of("x"));
    return new HostileCase(
        new HostileTable(
            "patterns_" + Long.toUnsignedString(numbers.nextLong()),
            "ts",
            "event",
            "id",
            "user",
            HostileTable.Layout.MAP,
            "properties",
            new TreeMap<>()),
        new TreeSet<>(Set.of("e")),
        x,
        conditions,
        log,
        List.of(),
        patterns.size());
  }

  /** True of the value alone, by each operator that takes a text. */
  private static String where(String name, String value, RandomGenerator random) {
    String property = "properties[" + HostileDocuments.cel(name) + "]";
    String literal = HostileDocuments.cel(value);
    String is = property + " == " + literal;
    if (literal.length() > 4_000) {
      return is; // a predicate has 10,000 characters
    }
    return switch (random.nextInt(6)) {
      case 0 -> property + " in [\"x\", " + literal + "]";
      case 1 -> property + ".startsWith(" + literal + ") && " + is;
      case 2 -> property + ".endsWith(" + literal + ") && " + is;
      case 3 ->
          property
              + ".contains("
              + literal
              + ") && size("
              + property
              + ") == "
              + value.codePointCount(0, value.length());
      case 4 -> "!(" + property + " != " + literal + ")";
      default -> is;
    };
  }

  private static void add(
      List<Event> log, String user, String event, Map<String, String> properties) {
    long time = START + log.size() * 1_000_000L;
    log.add(new Event(time, HostileDocuments.START, "s" + log.size(), user, null, Map.of()));
    log.add(new Event(time + 1, event, "i" + log.size(), user, null, properties));
  }

  private static HostileTable table(
      RandomGenerator random, RandomTexts texts, SortedSet<String> properties) {
    Set<String> columns = new HashSet<>();
    HostileTable.Layout layout = LAYOUTS.get(random.nextInt(LAYOUTS.size()));
    SortedMap<String, String> columnOf = new TreeMap<>();
    String timestamp = another(columns, texts, LONGEST_TABLE);
    String event = another(columns, texts, LONGEST_TABLE);
    String eventId = another(columns, texts, LONGEST_TABLE);
    String user = another(columns, texts, LONGEST_TABLE);
    String one = another(columns, texts, LONGEST_TABLE);
    if (layout == HostileTable.Layout.COLUMNS) {
      properties.forEach(name -> columnOf.put(name, another(columns, texts, LONGEST_TABLE)));
    }
    return new HostileTable(
        // A dot would part the database from the table.
        texts.shown(LONGEST_TABLE).replace('.', ','),
        timestamp,
        event,
        eventId,
        user,
        layout,
        one,
        columnOf);
  }

  private static String another(Set<String> taken, RandomTexts texts, int bytes) {
    String name = texts.shown(bytes);
    while (!taken.add(name)) {
      name = texts.shown(bytes);
    }
    return name;
  }
}
