package dev.firstvalue.validator.quality;

/** What is judged by the rows; each has a page in docs/rules. */
enum GateRule {
  EVENTS_SILENT("events-silent", "was it renamed, or is its tracking lost?"),
  VOLUME_UNUSUAL("volume-unusual", "was something lost on these days, or sent twice?"),
  PROPERTY_MISSING("property-missing", "without it a condition is unknown and does not hold"),
  PROPERTY_MISTYPED("property-mistyped", "mend the tracking or the catalog"),
  ROWS_WITHOUT_ENTITY("rows-without-entity", "they count for nobody"),
  ACTIVE_BEFORE_START(
      "active-before-start", "nothing before the start counts. Is it when they really came?"),
  ALIASES_IN_CONFLICT("aliases-in-conflict", "only the newest id counts. Mend the identities"),
  IDS_REPEATED("ids-repeated", "each id counts once. Look at what sends them again"),
  ROWS_LATE("rows-late", "the newest entities seem to have done less than they have"),
  CLOCK_WRONG("clock-wrong", "these rows count at the wrong time or not at all");

  private final String id;
  private final String advice;

  GateRule(String id, String advice) {
    this.id = id;
    this.advice = advice;
  }

  String id() {
    return id;
  }

  /** What a breach does, or what to ask. */
  String advice() {
    return advice;
  }
}
