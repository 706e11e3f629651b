package dev.firstvalue.simulation.world;

import java.util.List;

/** What people do. The share of notes shared is theirs; the rest is divided as it is for all. */
enum Activity {
  NOTE_SHARED("note_shared", 0),
  PAGE_VIEWED("page_viewed", 0.40),
  NOTE_WRITTEN("note_written", 0.20),
  SEARCH_RUN("search_run", 0.15),
  COMMENT_ADDED("comment_added", 0.12),
  FILE_ATTACHED("file_attached", 0.08),
  EXPORT_MADE("export_made", 0.05);

  private static final List<Activity> ALL = List.of(values());

  private final String word;
  private final double rest;

  Activity(String word, double rest) {
    this.word = word;
    this.rest = rest;
  }

  /** The name of the event. */
  String word() {
    return word;
  }

  static Activity at(int index) {
    return ALL.get(index);
  }

  /** The place among the shares. */
  int index() {
    return ALL.indexOf(this);
  }

  /** The probability of each, in order. */
  static double[] shares(double sharing) {
    return ALL.stream()
        .mapToDouble(one -> one == NOTE_SHARED ? sharing : (1 - sharing) * one.rest)
        .toArray();
  }
}
