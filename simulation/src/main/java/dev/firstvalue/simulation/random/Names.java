package dev.firstvalue.simulation.random;

import java.util.List;

/** The names of every random world: few, so that they meet; some hostile. */
final class Names {
  static final List<String> EVENTS =
      List.of("signed_up", "lesson", "class", "it's \"odd\" \\ ?", "été 😀", "yes: {no}");

  /** A property that holds ids of users. */
  static final String TO = "to";

  /** A property whose values name arms now and then. */
  static final String PLAN = "plan";

  static final List<String> USERS =
      List.of("u1", "u2", "u3", "u'4", "Ü", "😀", "～", "u\\5", "00", " ");

  static final List<String> ACCOUNTS = List.of("a1", "a2", "é", "a\"3");

  static final List<String> ARMS = List.of("control", "checklist", "é'😀");

  /** An experiment's name, beside which others are in the log. */
  static final String EXPERIMENT = "the-test";

  private Names() {}
}
