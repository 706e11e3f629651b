package dev.firstvalue.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Lingo's truth, by adding up the probabilities of every kind of user. */
final class LingoTruth {
  private static final int STEPS_OF_BISECTION = 200;

  /** One kind of user: all that decides how many lessons there are, with its probability. */
  private record Kind(
      Tier tier, Engagement engagement, boolean leaving, Arm arm, int lessons, double share) {
    boolean reached() {
      return lessons >= Engagement.VALUE;
    }

    double retained() {
      return engagement.stays(leaving, reached());
    }
  }

  private final List<Kind> kinds = new ArrayList<>();

  private LingoTruth() {
    for (Tier tier : Tier.values()) {
      for (Engagement engagement : Engagement.values()) {
        for (boolean leaving : List.of(true, false)) {
          double left = leaving ? engagement.leaves() : 1 - engagement.leaves();
          for (Arm arm : Arm.values()) {
            double[] lessons = engagement.lessons(leaving, arm);
            for (int i = 0; i < lessons.length; i++) {
              double share =
                  tier.share() * engagement.share(tier) * left * lessons[i] / Arm.values().length;
              kinds.add(new Kind(tier, engagement, leaving, arm, i, share));
            }
          }
        }
      }
    }
  }

  static Truth truth() {
    LingoTruth truth = new LingoTruth();
    return new Truth(
        truth.reach(),
        truth.segments(),
        truth.milestones(),
        truth.lift(),
        0,
        truth.timeToValue(),
        truth.experiment(),
        truth.mean(kind -> kind.leaving() ? 1 : 0));
  }

  private Map<String, Double> reach() {
    double lessons = reachedBy(Schedule.WEEK);
    Map<String, Double> reach = new TreeMap<>();
    reach.put("lessons-completed", lessons);
    reach.put("app-opened-once", Habits.OPENS_APP);
    reach.put("two-classes", Habits.TEACHERS * Habits.CLASSES[2]);
    reach.put(
        "value-by-role",
        (1 - Habits.TEACHERS) * lessons + Habits.TEACHERS * (1 - Habits.CLASSES[0]));
    reach.put("report-viewed", Habits.VIEWS_REPORT);
    reach.put("lesson-begun", milestones().getOrDefault("started", 0.0));
    reach.put("team-learning", teamLearning());
    return reach;
  }

  /**
   * The probability that three members of an account complete a lesson; who is imported is alone.
   */
  private double teamLearning() {
    double active = mean(kind -> kind.lessons() >= 1 ? 1 : 0);
    double three = 0;
    for (int size = 1; size <= Habits.MEMBERS.length; size++) {
      three += Habits.MEMBERS[size - 1] * atLeast(Habits.TEAM, size, active);
    }
    return (1 - Habits.IMPORTED) * three;
  }

  private Map<String, Double> segments() {
    Map<String, Double> segments = new TreeMap<>();
    for (Tier tier : Tier.values()) {
      double all = mean(kind -> kind.tier() == tier ? 1 : 0);
      double reached = mean(kind -> kind.tier() == tier && kind.reached() ? 1 : 0);
      segments.put(tier.word(), reached / all);
    }
    return segments;
  }

  private Map<String, Double> milestones() {
    double some = mean(kind -> kind.lessons() >= 1 ? 1 : 0);
    return Map.of(
        "opened",
        Habits.OPENS_APP,
        "first-lesson",
        some,
        "placed",
        some * Habits.PLACED_IF_LESSONS + (1 - some) * Habits.PLACED_IF_NONE,
        "started",
        some + (1 - some) * Habits.STARTS_ONLY);
  }

  private Truth.Lift lift() {
    double reached = mean(kind -> kind.reached() ? 1 : 0);
    double ifReached = mean(kind -> kind.reached() ? kind.retained() : 0) / reached;
    double ifNot = mean(kind -> kind.reached() ? 0 : kind.retained()) / (1 - reached);
    double difference = ifReached - ifNot;
    return new Truth.Lift(
        ifReached,
        ifNot,
        difference,
        ifReached / ifNot,
        Engagement.EFFECT,
        difference - Engagement.EFFECT);
  }

  private Truth.TimeToValue timeToValue() {
    double low = 0;
    double high = Schedule.WEEK;
    for (int i = 0; i < STEPS_OF_BISECTION; i++) {
      double middle = (low + high) / 2;
      if (reachedBy(middle) < 0.5) {
        low = middle;
      } else {
        high = middle;
      }
    }
    Map<String, Double> within = new TreeMap<>();
    for (int days : List.of(1, 3, 7)) {
      within.put(String.format(Locale.ROOT, "%d", days), reachedBy((double) days * Schedule.DAY));
    }
    return new Truth.TimeToValue(high / Schedule.SECOND, within);
  }

  private Truth.Experiment experiment() {
    Map<String, Double> arms = new TreeMap<>();
    for (Arm arm : Arm.values()) {
      double all = mean(kind -> kind.arm() == arm ? 1 : 0);
      arms.put(arm.word(), mean(kind -> kind.arm() == arm && kind.reached() ? 1 : 0) / all);
    }
    return new Truth.Experiment(
        Lingo.EXPERIMENT,
        arms,
        arms.getOrDefault(Arm.CHECKLIST.word(), 0.0) - arms.getOrDefault(Arm.CONTROL.word(), 0.0));
  }

  /** The probability of value before a time after sign-up: the third of l lessons has come. */
  private double reachedBy(double micros) {
    double before = Schedule.lessonBefore(micros);
    return mean(kind -> atLeast(Engagement.VALUE, kind.lessons(), before));
  }

  private double mean(ToDoubleFunction<Kind> value) {
    return kinds.stream().mapToDouble(kind -> kind.share() * value.applyAsDouble(kind)).sum();
  }

  /** The upper tail of the binomial distribution of n trials. */
  private static double atLeast(int k, int n, double p) {
    double tail = 0;
    for (int i = k; i <= n; i++) {
      double choose = 1;
      for (int j = 1; j <= i; j++) {
        choose = choose * (n - i + j) / j;
      }
      tail += choose * Math.pow(p, i) * Math.pow(1 - p, n - i);
    }
    return tail;
  }
}
