package dev.firstvalue.validator.drift;

import dev.firstvalue.statistics.drift.ClusteredStability;
import dev.firstvalue.validation.v1.MixValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The values of one segment by account, of the reference and since. */
final class AccountMix {
  private static final int REFERENCE = 0;
  private static final int RECENT = 1;

  private final SortedMap<String, Map<Optional<String>, long[]>> accounts = new TreeMap<>();
  private final Map<Optional<String>, long[]> alone = new HashMap<>();

  /** Adds so many entities; without an account each is a cluster of its own. */
  void add(@Nullable String account, Optional<String> value, boolean recent, long entities) {
    Map<Optional<String>, long[]> own =
        account == null ? alone : accounts.computeIfAbsent(account, any -> new HashMap<>(2));
    own.computeIfAbsent(value, any -> new long[2])[recent ? RECENT : REFERENCE] += entities;
  }

  /**
   * What the index of these values crosses by chance in one of twenty; empty with too few accounts.
   *
   * @param values as {@link MixWatch} has them, with entities in both periods
   */
  OptionalDouble line(List<MixValue> values) {
    ClusteredStability stability =
        new ClusteredStability(
            values.stream().mapToLong(MixValue::getReference).toArray(),
            values.stream().mapToLong(MixValue::getRecent).toArray());
    Map<Optional<String>, Integer> bins = new HashMap<>();
    for (int i = 0; i < values.size(); i++) {
      MixValue value = values.get(i);
      if (!value.getOthers()) {
        bins.put(value.hasValue() ? Optional.of(value.getValue()) : Optional.empty(), i);
      }
    }
    int last = values.size() - 1;
    for (Map<Optional<String>, long[]> account : accounts.values()) {
      long[][] counts = new long[2][values.size()];
      account.forEach(
          (value, own) -> {
            int bin = bins.getOrDefault(value, last);
            counts[REFERENCE][bin] += own[REFERENCE];
            counts[RECENT][bin] += own[RECENT];
          });
      stability.add(counts[REFERENCE], counts[RECENT], 1);
    }
    alone.forEach(
        (value, own) -> {
          long[] one = new long[values.size()];
          one[bins.getOrDefault(value, last)] = 1;
          stability.add(one, new long[values.size()], own[REFERENCE]);
          stability.add(new long[values.size()], one, own[RECENT]);
        });
    return stability.line();
  }
}
