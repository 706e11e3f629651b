package dev.firstvalue.console;

import dev.firstvalue.definition.v1.Metadata;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.ListDefinitionsRequest;
import dev.firstvalue.registry.v1.ListDefinitionsResponse;
import dev.firstvalue.registry.v1.Quarantined;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * By what the list of definitions is searched: a short row a name, of one revision of the registry,
 * so that a page of thousands reads only what it shows. The first who asks after the registry moved
 * makes it anew.
 *
 * <p>Whoever may list definitions may list all of them; everybody asks the registry in their own
 * name first. Thread-safe.
 */
final class Catalogue {
  private static final int PAGE = 1000;

  private volatile Edition newest = new Edition(-1, List.of(), List.of());

  /**
   * A definition.
   *
   * @param version the newest
   * @param words its name, title and owners in small letters
   */
  record Row(String name, int version, String words, DefinitionStatus status) {
    private static Row of(DefinitionVersion newest, Set<String> unreadable) {
      Metadata metadata = newest.getDefinition().getMetadata();
      String words =
          newest.getName() + "\n" + metadata.getTitle() + "\n" + metadata.getOwnersList();
      return new Row(
          newest.getName(),
          newest.getVersion(),
          words.toLowerCase(Locale.ROOT),
          DefinitionStatus.of(newest, unreadable));
    }

    /**
     * Whether it is asked for.
     *
     * @param text in small letters
     * @param word of a status; empty for all
     */
    boolean matches(String text, String word) {
      return words.contains(text) && (word.isEmpty() || status.word().equals(word));
    }
  }

  /**
   * All definitions, by name.
   *
   * @param revision of the registry
   * @param unreadable files of main
   */
  record Edition(long revision, List<Row> rows, List<Quarantined> unreadable) {
    Edition {
      rows = List.copyOf(rows);
      unreadable = List.copyOf(unreadable);
    }
  }

  /** What there is now. */
  Edition of(Visit visit) {
    long now = page(visit, 1, "").getRegistryRevision();
    Edition known = newest;
    return known.revision() == now ? known : renewed(visit, now);
  }

  private synchronized Edition renewed(Visit visit, long now) {
    if (newest.revision() != now) {
      newest = read(visit);
    }
    return newest;
  }

  /**
   * One that the registry outran is of the revision at its beginning, so that it is soon renewed.
   */
  private static Edition read(Visit visit) {
    ListDefinitionsResponse page = page(visit, PAGE, "");
    long revision = page.getRegistryRevision();
    Set<String> unreadable = Reads.paths(page.getQuarantinedList());
    List<Row> rows = new ArrayList<>();
    while (true) {
      page.getDefinitionsList().forEach(each -> rows.add(Row.of(each, unreadable)));
      if (page.getNextPageToken().isEmpty()) {
        return new Edition(revision, rows, page.getQuarantinedList());
      }
      page = page(visit, PAGE, page.getNextPageToken());
    }
  }

  private static ListDefinitionsResponse page(Visit visit, int size, String token) {
    return visit
        .registry()
        .listDefinitions(
            ListDefinitionsRequest.newBuilder().setPageSize(size).setPageToken(token).build());
  }
}
