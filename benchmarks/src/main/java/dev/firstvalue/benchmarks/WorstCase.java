package dev.firstvalue.benchmarks;

/**
 * One definition and one log that is as bad for it as can be: all of it one entity's.
 *
 * @param name what it is called
 * @param qualifies the condition, in YAML on one line
 * @param log how the events lie
 * @param events how many there are at least; then twice and four times as many
 */
record WorstCase(String name, String qualifies, Log log, long events) {
  /** Whether the entity is set aside when its events are too many: more of them cost less. */
  boolean isBounded() {
    return name.endsWith("bounded");
  }

  /** How the events of the entity lie: {@code a} to {@code f} in turn, each with its own id. */
  enum Log {
    /** All at one instant. {@code x} and {@code y} are another value for every six events. */
    ONE_INSTANT("0", "intDiv(number, 6)", "intDiv(number, 6)"),
    /** All at one instant, and the values alike. */
    ONE_INSTANT_ALIKE("0", "1", "1"),
    /** All at one instant, {@code x} alike and {@code y} different. */
    ONE_INSTANT_HALF_ALIKE("0", "1", "number"),
    /** One every second. {@code x} is another value for every six events, as is {@code y}. */
    SPREAD("number", "intDiv(number, 6)", "intDiv(number, 6)"),
    /** One every second, and the values alike. */
    SPREAD_ALIKE("number", "1", "1"),
    /** One every second. {@code x} and {@code y} fall all the time. */
    FALLING("number", "1000000 - number", "1000000 - number");

    private final String second;
    private final String x;
    private final String y;

    Log(String second, String x, String y) {
      this.second = second;
      this.x = x;
      this.y = y;
    }

    /** A SELECT of a start and so many events after it. */
    String rows(long events) {
      return """
      SELECT
        toDateTime64('2026-01-01 00:00:00', 6, 'UTC') + toIntervalSecond(3600 + %1$s),
        ['a', 'b', 'c', 'd', 'e', 'f'][1 + number %% 6],
        leftPad(toString(number), 9, '0'),
        'u1',
        map('x', toString(%2$s), 'y', toString(%3$s))
      FROM numbers(%4$d)
      UNION ALL
      SELECT toDateTime64('2026-01-01 00:00:00', 6, 'UTC'), 'signed_up', '', 'u1', map()
      """
          .formatted(second, x, y, events);
    }
  }
}
