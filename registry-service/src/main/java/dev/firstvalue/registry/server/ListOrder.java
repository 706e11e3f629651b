package dev.firstvalue.registry.server;

import dev.firstvalue.registry.v1.DefinitionOrder;
import dev.firstvalue.registry.version.DefinitionHistory;
import java.util.Collection;
import java.util.Comparator;
import java.util.SortedMap;

/** In which order definitions are listed, and which of them are behind a page. */
enum ListOrder {
  /** By name. */
  NAME {
    @Override
    String key(DefinitionHistory history) {
      return history.name();
    }

    @Override
    Collection<DefinitionHistory> after(
        SortedMap<String, DefinitionHistory> definitions, String pageToken) {
      // The least name greater than another is that name and the least character.
      return Pages.after(pageToken, NAME_KEY)
          .map(name -> definitions.tailMap(name + '\0').values())
          .orElse(definitions.values());
    }
  },
  /** Whose newest version or revision is the newest, by name within one revision. */
  NEWEST_FIRST {
    @Override
    String key(DefinitionHistory history) {
      return history.newestAt() + "-" + history.name();
    }

    @Override
    Collection<DefinitionHistory> after(
        SortedMap<String, DefinitionHistory> definitions, String pageToken) {
      var key = Pages.after(pageToken, "[0-9]{1,18}-" + NAME_KEY);
      long revision = key.map(ListOrder::revision).orElse(Long.MAX_VALUE);
      String name = key.map(ListOrder::name).orElse("");
      return definitions.values().stream()
          .filter(
              history ->
                  history.newestAt() < revision
                      || (history.newestAt() == revision && history.name().compareTo(name) > 0))
          .sorted(
              Comparator.comparingLong(DefinitionHistory::newestAt)
                  .reversed()
                  .thenComparing(DefinitionHistory::name))
          .toList();
    }
  };

  private static final String NAME_KEY = "[a-z][a-z0-9-]{0,62}";

  static ListOrder of(DefinitionOrder asked) {
    return switch (asked) {
      case DEFINITION_ORDER_UNSPECIFIED, DEFINITION_ORDER_NAME, UNRECOGNIZED -> NAME;
      case DEFINITION_ORDER_NEWEST_FIRST -> NEWEST_FIRST;
    };
  }

  /** What the token of a page names that ends with a definition. */
  abstract String key(DefinitionHistory history);

  /** The definitions behind a page, in this order; all of them without one. */
  abstract Collection<DefinitionHistory> after(
      SortedMap<String, DefinitionHistory> definitions, String pageToken);

  private static long revision(String key) {
    return Long.parseLong(key.substring(0, key.indexOf('-')));
  }

  private static String name(String key) {
    return key.substring(key.indexOf('-') + 1);
  }
}
