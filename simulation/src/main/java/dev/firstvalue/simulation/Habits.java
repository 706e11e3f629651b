package dev.firstvalue.simulation;

/** The probabilities of what users of Lingo do that does not depend on their engagement. */
final class Habits {
  /** Opens the app within three minutes of signing up; who does not is never seen opening it. */
  static final double OPENS_APP = 0.98;

  /** Learns, teaches, manages. */
  static final double[] ROLES = {0.8, 0.15, 0.05};

  static final double TEACHERS = ROLES[1];

  /** A teacher's classes in the first week: none, one, two. */
  static final double[] CLASSES = {0.4, 0.5, 0.1};

  /** Looks at a report in the first week: a matter of taste that tells nothing. */
  static final double VIEWS_REPORT = 0.3;

  /** Finishes the placement test, with and without a lesson in the first week. */
  static final double PLACED_IF_LESSONS = 0.95;

  static final double PLACED_IF_NONE = 0.6;

  /** Starts a lesson in the first week without finishing one. */
  static final double STARTS_ONLY = 0.75;

  /** Has used the app long before signing up: newness cannot be verified. */
  static final double RETURNS = 0.01;

  /** Is shown both arms. */
  static final double BOTH_ARMS = 0.01;

  /** Subscribes after the first week, without and with value. */
  static final double SUBSCRIBES = 0.04;

  static final double SUBSCRIBES_IF_REACHED = 0.1;

  /** Of a lesson of the first week: repeated, cut short, untimed, or a test of the developers'. */
  static final double REPEATED = 0.15;

  static final double CUT_SHORT = 0.15;
  static final double UNTIMED = 0.02;
  static final double TESTED = 0.02;

  /** Of a row: delivered twice. */
  static final double COPIED = 0.01;

  /** Of accounts: staff's, and imported from elsewhere. */
  static final double STAFF = 0.01;

  static final double IMPORTED = 0.02;

  /** The sizes of the other accounts, from one member. */
  static final double[] MEMBERS = {0.6, 0.12, 0.1, 0.08, 0.06, 0.04};

  /** So many who learn are a team. */
  static final int TEAM = 3;

  /** An account is renewed in its first month, without and with a team that learns. */
  static final double RENEWS = 0.1;

  static final double RENEWS_IF_TEAM_LEARNS = 0.35;

  /** A teacher with a class in the first week creates another one in the first month. */
  static final double HOLDS_CLASS_AGAIN = 0.6;

  private Habits() {}
}
