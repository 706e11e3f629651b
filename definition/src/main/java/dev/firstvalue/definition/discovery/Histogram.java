package dev.firstvalue.definition.discovery;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many entities did something for the n-th time on a day, by part and by outcome. Sums over the
 * days before a window's end give the fourfold table of every event, threshold and window.
 */
public final class Histogram {
  private final int features;
  private final int thresholds;
  private final int days;
  private final int[][] totals;
  private final int[][][] cells;

  private Histogram(int parts, int features, int thresholds, int days) {
    this.features = features;
    this.thresholds = thresholds;
    this.days = days;
    this.totals = new int[parts][2];
    this.cells = new int[parts][2][features * thresholds * days];
  }

  /** The counts of profiles. */
  public static Histogram of(
      List<Profile> profiles, int parts, int features, int thresholds, int days) {
    Builder counts = new Builder(parts, features, thresholds, days);
    for (Profile profile : profiles) {
      counts.entities(profile.part(), profile.retained(), 1);
      int times = 0;
      for (int i = 0; i < profile.occurrences(); i++) {
        int code = profile.code(i);
        boolean more = i > 0 && profile.code(i - 1) / days == code / days;
        times = more ? times + 1 : 1;
        if (times <= thresholds) {
          counts.occurrences(profile.part(), profile.retained(), code, times, 1);
        }
      }
    }
    return counts.build();
  }

  public int parts() {
    return totals.length;
  }

  public int features() {
    return features;
  }

  public int thresholds() {
    return thresholds;
  }

  public int days() {
    return days;
  }

  /** How many entities are in a part, retained or not. */
  public int entities(int part, boolean retained) {
    return totals[part][side(retained)];
  }

  /** How many entities did something for the n-th time on a day. */
  public int occurrences(int part, boolean retained, int feature, int times, int day) {
    return cells[part][side(retained)][(feature * thresholds + times - 1) * days + day];
  }

  /** How many entities did something at least so often before the end of so many days. */
  public int reached(int part, boolean retained, int feature, int times, int withinDays) {
    int sum = 0;
    for (int day = 0; day < withinDays; day++) {
      sum += occurrences(part, retained, feature, times, day);
    }
    return sum;
  }

  /** How many occurrences are counted of everybody. */
  public long occurrences() {
    long sum = 0;
    for (int[][] part : cells) {
      for (int[] side : part) {
        for (int count : side) {
          sum += count;
        }
      }
    }
    return sum;
  }

  private static int side(boolean retained) {
    return retained ? 1 : 0;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Histogram that
        && thresholds == that.thresholds
        && days == that.days
        && Arrays.deepEquals(totals, that.totals)
        && Arrays.deepEquals(cells, that.cells);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(totals);
  }

  @Override
  public String toString() {
    return "totals " + Arrays.deepToString(totals) + " cells " + Arrays.deepToString(cells);
  }

  /** Adds up counts. */
  public static final class Builder {
    private final Histogram histogram;

    /** Nobody yet. */
    public Builder(int parts, int features, int thresholds, int days) {
      this.histogram = new Histogram(parts, features, thresholds, days);
    }

    /** Nobody yet, for the answer to a question. */
    public static Builder of(DiscoveryQuestion question) {
      return new Builder(
          question.parts(), question.features().size(), question.thresholds(), question.days());
    }

    /** More entities in a part. */
    public void entities(int part, boolean retained, int count) {
      int[] totals = histogram.totals[part];
      totals[side(retained)] = Math.addExact(totals[side(retained)], count);
    }

    /**
     * More entities that did something for the n-th time on a day.
     *
     * @param code feature x days + day
     */
    public void occurrences(int part, boolean retained, int code, int times, int count) {
      int feature = code / histogram.days;
      int day = code % histogram.days;
      int cell = (feature * histogram.thresholds + times - 1) * histogram.days + day;
      int[] cells = histogram.cells[part][side(retained)];
      cells[cell] = Math.addExact(cells[cell], count);
    }

    /** The counts. */
    public Histogram build() {
      return histogram;
    }
  }
}
