package dev.firstvalue.simulation;

import java.util.Map;

/** One user of Lingo: draws who it is, then what it does. */
final class User {
  private static final String[] SOURCES = {"web", "ads", "referral"};
  private static final double[] SOURCE_SHARES = {0.6, 0.25, 0.15};

  private static final String[] ROLES = {"learner", "teacher", "manager"};

  private final String id;
  private final UserRows.Kind kind;
  private final int invites;
  private final Draws draws;
  private final UserRows rows;

  User(int number, String account, long signedUp, UserRows.Kind kind, int invites, Draws draws) {
    this.id = "u" + number;
    this.kind = kind;
    this.invites = invites;
    this.draws = draws;
    this.rows = new UserRows(id, account, signedUp);
  }

  /** Simulates the user; whether a lesson of the first week was completed. */
  boolean simulate(Rows sink) {
    Tier tier = draws.happens(Tier.PRO.share()) ? Tier.PRO : Tier.FREE;
    Engagement engagement = engagement(tier);
    String role = ROLES[draws.index(Habits.ROLES)];
    boolean leaving = kind == UserRows.Kind.NEWCOMER && draws.happens(engagement.leaves());
    Arm arm = draws.happens(0.5) ? Arm.CHECKLIST : Arm.CONTROL;
    signUp(tier, role);
    if (kind == UserRows.Kind.NEWCOMER) {
      expose(arm);
    }
    double[] shares = engagement.lessons(leaving, arm);
    int lessons = kind == UserRows.Kind.STAFF ? shares.length - 1 : draws.index(shares);
    boolean holdsClass = firstWeek(engagement, lessons, role.equals("teacher"));
    boolean reached = lessons >= Engagement.VALUE;
    if (leaving) {
      rows.add(
          rows.last() + draws.between(1, Math.max(2, Schedule.WEEK - rows.last())),
          "account_deleted",
          Map.of());
    } else {
      later(engagement, lessons, draws.happens(engagement.stays(false, reached)), reached);
      if (holdsClass && draws.happens(Habits.HOLDS_CLASS_AGAIN)) {
        rows.add(draws.between(Schedule.MONTH_FROM, Schedule.MONTH_TO), "class_created", Map.of());
      }
    }
    rows.deliver(draws, sink);
    return lessons > 0;
  }

  private Engagement engagement(Tier tier) {
    Engagement[] all = Engagement.values();
    double[] shares = new double[all.length];
    for (int i = 0; i < all.length; i++) {
      shares[i] = all[i].share(tier);
    }
    return all[draws.index(shares)];
  }

  private void signUp(Tier tier, String role) {
    String source = kind == UserRows.Kind.IMPORTED ? "import" : SOURCES[draws.index(SOURCE_SHARES)];
    String domain = kind == UserRows.Kind.STAFF ? "@lingo.example" : "@mail.example";
    if (draws.happens(Habits.RETURNS)) {
      rows.addAnonymous(draws.between(3 * Schedule.DAY, 20 * Schedule.DAY), "app_opened");
    }
    rows.add(
        0,
        "signed_up",
        Map.of("plan", tier.word(), "role", role, "source", source, "email", id + domain));
  }

  private void expose(Arm arm) {
    long first = draws.between(Schedule.MINUTE, 9 * Schedule.MINUTE);
    rows.expose(first, arm);
    if (draws.happens(Habits.BOTH_ARMS)) {
      rows.expose(
          first + draws.between(Schedule.MINUTE, Schedule.DAY),
          arm == Arm.CONTROL ? Arm.CHECKLIST : Arm.CONTROL);
    }
  }

  /** The first week; whether the user created a class in it. */
  private boolean firstWeek(Engagement engagement, int lessons, boolean teaches) {
    if (draws.happens(Habits.OPENS_APP)) {
      rows.add(draws.between(5 * Schedule.SECOND, 3 * Schedule.MINUTE), "app_opened", Map.of());
      openings(engagement.opens(), Schedule.SETTLED, Schedule.WEEK);
    }
    if (draws.happens(lessons > 0 ? Habits.PLACED_IF_LESSONS : Habits.PLACED_IF_NONE)) {
      rows.add(
          draws.between(4 * Schedule.MINUTE, 14 * Schedule.MINUTE), "placement_finished", Map.of());
    }
    if (lessons == 0 && draws.happens(Habits.STARTS_ONLY)) {
      rows.add(inFirstWeek(), "lesson_started", Map.of("lesson_id", "l1"));
    }
    Lessons course = new Lessons(draws, rows);
    for (int i = 1; i <= lessons; i++) {
      course.real(i);
    }
    int classes = teaches ? draws.index(Habits.CLASSES) : 0;
    for (int i = 0; i < classes; i++) {
      rows.add(inFirstWeek(), "class_created", Map.of());
    }
    if (draws.happens(Habits.VIEWS_REPORT)) {
      rows.add(inFirstWeek(), "report_viewed", Map.of());
    }
    for (int i = 0; i < invites; i++) {
      rows.add(draws.between(Schedule.SETTLED, Schedule.DAY), "teammate_invited", Map.of());
    }
    return classes > 0;
  }

  private void later(Engagement engagement, int lessons, boolean stays, boolean reached) {
    if (stays) {
      long from = lessons > 0 ? Schedule.MONTH_FROM : Schedule.LATECOMERS_FROM;
      Lessons course = new Lessons(draws, rows);
      for (int i = 1 + draws.poisson(engagement.opens() / 2); i > 0; i--) {
        course.later(draws.between(from, Schedule.MONTH_TO));
      }
      openings(2 * engagement.opens(), from, Schedule.MONTH_TO);
    }
    if (draws.happens(reached ? Habits.SUBSCRIBES_IF_REACHED : Habits.SUBSCRIBES)) {
      rows.add(
          draws.between(8 * Schedule.DAY, 60 * Schedule.DAY), "subscription_started", Map.of());
    }
  }

  private void openings(double mean, long from, long to) {
    for (int i = draws.poisson(mean); i > 0; i--) {
      rows.add(draws.between(from, to), "app_opened", Map.of());
    }
  }

  private long inFirstWeek() {
    return draws.between(Schedule.SETTLED, Schedule.WEEK);
  }
}
