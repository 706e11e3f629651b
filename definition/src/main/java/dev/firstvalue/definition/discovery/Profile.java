package dev.firstvalue.definition.discovery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a search knows of one entity: how often it did what, on which day. No id, no instant.
 *
 * <p>An occurrence is one number, its code: feature x days + day.
 */
public final class Profile {
  /** By cluster; those that stand in no order are wholly alike. */
  public static final Comparator<Profile> IN_ORDER =
      Comparator.comparingLong(Profile::cluster)
          .thenComparingInt(Profile::part)
          .thenComparing(one -> one.retained)
          .thenComparing(one -> one.codes, Arrays::compare)
          .thenComparing(one -> one.volumes, Arrays::compare)
          .thenComparing(
              one -> one.attributes.toArray(String[]::new),
              (left, right) ->
                  Arrays.compare(left, right, Comparator.nullsFirst(Comparator.naturalOrder())));

  private final int part;
  private final boolean retained;
  private final long cluster;
  private final List<@Nullable String> attributes;
  private final int[] codes;
  private final int[] volumes;

  /**
   * A profile.
   *
   * @param part of the folds, or the last for the holdout
   * @param retained whether the outcome holds
   * @param cluster equal for entities of one account; their own where no account is known
   * @param attributes a raw text an attribute of the question; null is unknown
   * @param codes the first occurrences of each feature, as many as thresholds are told apart
   * @param volumes all events of the features' names on each day
   */
  public Profile(
      int part,
      boolean retained,
      long cluster,
      List<@Nullable String> attributes,
      int[] codes,
      int[] volumes) {
    this.part = part;
    this.retained = retained;
    this.cluster = cluster;
    this.attributes = Collections.unmodifiableList(new ArrayList<>(attributes));
    this.codes = codes.clone();
    Arrays.sort(this.codes);
    this.volumes = volumes.clone();
  }

  public int part() {
    return part;
  }

  public boolean retained() {
    return retained;
  }

  /** The same entity, whether or not the outcome holds. */
  public Profile retained(boolean other) {
    return other == retained ? this : new Profile(part, other, cluster, attributes, codes, volumes);
  }

  public long cluster() {
    return cluster;
  }

  public List<@Nullable String> attributes() {
    return attributes;
  }

  /** How many days are looked at. */
  public int days() {
    return volumes.length;
  }

  /** How many occurrences are told apart. */
  public int occurrences() {
    return codes.length;
  }

  /** The code of one of the {@link #occurrences}, in rising order. */
  int code(int index) {
    return codes[index];
  }

  /** Whether the feature occurred so often before the end of so many days. */
  public boolean reaches(int feature, int times, int withinDays) {
    int first = 0;
    int end = codes.length;
    while (first < end) {
      int middle = (first + end) >>> 1;
      if (codes[middle] < feature * days()) {
        first = middle + 1;
      } else {
        end = middle;
      }
    }
    int nth = first + times - 1;
    return nth < codes.length && codes[nth] < feature * days() + withinDays;
  }

  /** How many events there are before the end of so many days. */
  public int volume(int withinDays) {
    int volume = 0;
    for (int day = 0; day < withinDays; day++) {
      volume += volumes[day];
    }
    return volume;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Profile that
        && part == that.part
        && retained == that.retained
        && cluster == that.cluster
        && attributes.equals(that.attributes)
        && Arrays.equals(codes, that.codes)
        && Arrays.equals(volumes, that.volumes);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(cluster) * 31 + Arrays.hashCode(codes);
  }

  @Override
  public String toString() {
    return "part "
        + part
        + (retained ? " retained" : " lost")
        + " of "
        + cluster
        + " "
        + attributes
        + " codes "
        + Arrays.toString(codes)
        + " volumes "
        + Arrays.toString(volumes);
  }
}
