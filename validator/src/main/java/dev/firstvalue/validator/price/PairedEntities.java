package dev.firstvalue.validator.price;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Entities of which two definitions say the same.
 *
 * @param account whose they are; empty where it is not known or does not matter
 * @param with reached by the whole definition
 * @param without reached by the definition without something
 * @param retained by the primary outcome
 * @param count 0 or more
 */
record PairedEntities(
    Optional<String> account, boolean with, boolean without, boolean retained, long count) {

  private static final Comparator<PairedEntities> ORDER =
      Comparator.comparing((PairedEntities pair) -> pair.account().isPresent())
          .thenComparing(pair -> pair.account().orElse(""))
          .thenComparing(PairedEntities::with)
          .thenComparing(PairedEntities::without)
          .thenComparing(PairedEntities::retained);

  /** The other way round. */
  PairedEntities swapped() {
    return new PairedEntities(account, without, with, retained, count);
  }

  /** The same entities in one order, those that are alike together: sums of them have one value. */
  static List<PairedEntities> merged(Collection<PairedEntities> pairs) {
    List<PairedEntities> merged = new ArrayList<>();
    for (PairedEntities pair : pairs.stream().sorted(ORDER).toList()) {
      if (!merged.isEmpty() && ORDER.compare(merged.getLast(), pair) == 0) {
        long count = merged.removeLast().count() + pair.count();
        merged.add(new PairedEntities(pair.account, pair.with, pair.without, pair.retained, count));
      } else {
        merged.add(pair);
      }
    }
    return merged;
  }
}
