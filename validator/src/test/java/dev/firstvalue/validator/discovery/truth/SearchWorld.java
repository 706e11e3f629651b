package dev.firstvalue.validator.discovery.truth;

import dev.firstvalue.definition.discovery.Profile;
import dev.firstvalue.validator.discovery.Candidate;
import dev.firstvalue.validator.discovery.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A product with eight kinds of event over two weeks. Entities differ in how active they are: the
 * number of events is Poisson with a Gamma mean. The kind of each event is drawn apart from
 * everything else, so that every kind is a thinning of one stream.
 */
public enum SearchWorld {
  /** The outcome has nothing to do with any event. */
  INDEPENDENT(Objective.LIFT),
  /** The outcome goes with how active an entity is, and with nothing else. */
  THINNED(Objective.VOLUME),
  /** Reaching one threshold raises the outcome by a quarter; nothing else does. */
  PLANTED(Objective.LIFT);

  /** What is planted: the third kind of event four times in a week. */
  public static final Candidate TRUTH = Candidate.of(2, 4, 7);

  /** The windows that are searched, in days. */
  public static final List<Integer> WINDOWS = List.of(1, 2, 3, 5, 7, 10, 14);

  /** The most times that are searched. */
  public static final int THRESHOLDS = 10;

  private static final int DAYS = 14;
  private static final double[] KINDS = {0.22, 0.18, 0.15, 0.13, 0.11, 0.09, 0.07, 0.05};
  private static final double MEAN_EVENTS = 30;
  private static final double SHAPE = 1.5;

  private final Objective objective;

  SearchWorld(Objective objective) {
    this.objective = objective;
  }

  /** The objective under which the world is searched. */
  public Objective objective() {
    return objective;
  }

  /** How many kinds of event there are. */
  public static int features() {
    return KINDS.length;
  }

  /** Entities in two folds. */
  public List<Profile> profiles(int entities, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Profile> profiles = new ArrayList<>(entities);
    for (int entity = 0; entity < entities; entity++) {
      profiles.add(profile(entity, random));
    }
    return profiles;
  }

  private Profile profile(int entity, SplittableRandom random) {
    double activity = gamma(random) / SHAPE;
    int[] times = new int[KINDS.length];
    int[] codes = new int[KINDS.length * THRESHOLDS];
    int[] volumes = new int[DAYS];
    int count = poisson(MEAN_EVENTS * activity, random);
    int[][] byDay = new int[KINDS.length][DAYS];
    for (int i = 0; i < count; i++) {
      // More happens in the first days than in the last.
      int day = (int) (DAYS * Math.pow(random.nextDouble(), 1.5));
      byDay[kind(random)][day]++;
      volumes[day]++;
    }
    int used = 0;
    for (int kind = 0; kind < KINDS.length; kind++) {
      for (int day = 0; day < DAYS; day++) {
        for (int i = 0; i < byDay[kind][day] && times[kind] < THRESHOLDS; i++) {
          codes[used++] = kind * DAYS + day;
          times[kind]++;
        }
      }
    }
    int[] first = java.util.Arrays.copyOf(codes, used);
    Profile doing = new Profile(entity % 2, false, entity, List.of(), first, volumes);
    return new Profile(
        entity % 2,
        random.nextDouble() < chance(doing, activity),
        entity,
        List.of(),
        first,
        volumes);
  }

  private double chance(Profile profile, double activity) {
    return switch (this) {
      case INDEPENDENT -> 0.4;
      case THINNED -> activity / (activity + 1);
      case PLANTED ->
          profile.reaches(
                  TRUTH.clauses().getFirst().feature(),
                  TRUTH.clauses().getFirst().times(),
                  TRUTH.days())
              ? 0.5
              : 0.25;
    };
  }

  private static int kind(RandomGenerator random) {
    double at = random.nextDouble();
    int kind = 0;
    while (kind < KINDS.length - 1 && at >= KINDS[kind]) {
      at -= KINDS[kind];
      kind++;
    }
    return kind;
  }

  /** Marsaglia and Tsang 2000, for a shape of at least 1. */
  private static double gamma(RandomGenerator random) {
    double d = SHAPE - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double v = Math.pow(1 + c * x, 3);
      if (v > 0 && Math.log(random.nextDouble()) < x * x / 2 + d - d * v + d * Math.log(v)) {
        return d * v;
      }
    }
  }

  private static int poisson(double mean, RandomGenerator random) {
    int count = -1;
    double time = 0;
    do {
      time -= Math.log(1 - random.nextDouble());
      count++;
    } while (time < mean);
    return count;
  }
}
