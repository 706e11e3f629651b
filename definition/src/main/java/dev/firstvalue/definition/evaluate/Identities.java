package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Identity;
import dev.firstvalue.definition.facts.RowQuality;
import dev.firstvalue.definition.plan.Source;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who stands for whom before the watermark: the newest link of an alias counts, of several at one
 * instant that to the least id. A link from or to nobody is none.
 */
final class Identities {
  private static final Comparator<Identity> COUNTS_FIRST =
      Comparator.comparingLong(Identity::timestamp)
          .reversed()
          .thenComparing(Identity::canonical, Comparator.nullsLast(TextOrder.BY_CODE_POINT));

  private final boolean used;
  private final Map<String, Identity> links = new HashMap<>();
  private final Map<String, Set<@Nullable String>> canonicals = new HashMap<>();

  /** The links of a source, none where it has no table of them. */
  Identities(Source source, long end, List<Identity> rows) {
    this.used = source.identities().isPresent();
    for (Identity row : rows) {
      String alias = EntityIds.known(row.alias());
      if (used
          && alias != null
          && EntityIds.known(row.canonical()) != null
          && row.timestamp() < end) {
        links.merge(alias, row, (one, two) -> COUNTS_FIRST.compare(one, two) <= 0 ? one : two);
        canonicals.computeIfAbsent(alias, any -> new HashSet<>()).add(row.canonical());
      }
    }
  }

  /** The id in the place of a user's: one hop, whatever stands for the result. */
  @Nullable String of(@Nullable String user) {
    Identity link = user == null ? null : links.get(user);
    return link == null ? user : link.canonical();
  }

  /** The event as that of the canonical user; itself where that is its own. */
  Event of(Event row) {
    String user = of(row.user());
    return Objects.equals(user, row.user())
        ? row
        : new Event(row.timestamp(), row.name(), row.id(), user, row.account(), row.properties());
  }

  /** What is odd about the links; absent where the source has none. */
  Optional<RowQuality.Links> quality() {
    long conflicts = canonicals.values().stream().filter(ids -> ids.size() > 1).count();
    long chains =
        links.values().stream()
            .map(Identity::canonical)
            .filter(canonical -> canonical != null && !canonical.equals(of(canonical)))
            .count();
    return used
        ? Optional.of(new RowQuality.Links(links.size(), conflicts, chains))
        : Optional.empty();
  }
}
