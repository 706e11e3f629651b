package dev.firstvalue.registry.audit;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.git.GitStore;
import dev.firstvalue.registry.v1.AuditEntry;
import dev.firstvalue.registry.v1.ListAuditEntriesRequest;
import dev.firstvalue.registry.v1.ListAuditEntriesResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Entries of the chain, the newest first. A token names a link and the entry of it that was shown
 * last, so that a page begins where the one before ended, however much was added.
 */
public final class AuditPage {
  private static final int USUAL_SIZE = 100;
  private static final Pattern TOKEN = Pattern.compile("([0-9a-f]{40})\\.([0-9]{1,9})");

  /** Links that one page looks at: one that finds little is short, and says where to go on. */
  private static final int MOST_LINKS = 2_000;

  private final AuditChain chain;
  private final GitStore store;
  private final ListAuditEntriesRequest request;
  private final ListAuditEntriesResponse.Builder page = ListAuditEntriesResponse.newBuilder();

  private AuditPage(GitStore store, ListAuditEntriesRequest request) {
    this.chain = new AuditChain(store);
    this.store = store;
    this.request = request;
  }

  /**
   * A page. What has no entry in the chain yet comes first, made from the commits themselves.
   *
   * @throws FirstvalueException ARGUMENT_INVALID, REPOSITORY_DAMAGED
   */
  public static ListAuditEntriesResponse of(GitStore store, ListAuditEntriesRequest request) {
    try {
      return new AuditPage(store, request).page();
    } catch (IOException e) {
      throw GitStore.damaged(store.directory(), e);
    }
  }

  private ListAuditEntriesResponse page() throws IOException {
    valid("since", request.getSince());
    valid("until", request.getUntil());
    Optional<ObjectId> head = chain.head();
    head.ifPresent(commit -> page.setHead(commit.name()));
    Optional<ObjectId> next = head;
    int shown = 0;
    if (request.getPageToken().isEmpty()) {
      pending();
    } else {
      Matcher token = TOKEN.matcher(request.getPageToken());
      if (!token.matches()) {
        throw unknown();
      }
      next = Optional.of(ObjectId.fromString(token.group(1)));
      shown = Integer.parseInt(token.group(2));
    }
    for (int links = 0; next.isPresent(); links++) {
      if (links == MOST_LINKS) {
        return page.setNextPageToken(next.get().name() + ".0").build();
      }
      AuditChain.Link link = link(next.get());
      List<AuditEntry> entries = link.batch().getEntriesList().reversed();
      for (AuditEntry entry : entries.subList(Math.min(shown, entries.size()), entries.size())) {
        if (full()) {
          return page.setNextPageToken(link.commit().name() + "." + shown).build();
        }
        shown++;
        add(entry);
      }
      shown = 0;
      next = link.parent();
    }
    return page.build();
  }

  /** Commits that a reader finds before their process has entered them. */
  private void pending() throws IOException {
    Optional<AuditChain.Draft> draft =
        new Accounting(store, chain.tip()).of(List.of(), new AuditQueue(), true);
    draft.ifPresent(beyond -> beyond.batch().getEntriesList().reversed().forEach(this::add));
  }

  private AuditChain.Link link(ObjectId commit) {
    try {
      return chain.link(commit);
    } catch (IOException e) {
      if (request.getPageToken().startsWith(commit.name())) {
        throw unknown();
      }
      throw GitStore.damaged(store.directory(), e);
    }
  }

  private boolean full() {
    int most = request.getPageSize() == 0 ? USUAL_SIZE : request.getPageSize();
    return page.getEntriesCount() >= most;
  }

  private void add(AuditEntry entry) {
    boolean fits =
        (!request.hasSince() || !before(entry, request.getSince()))
            && (!request.hasUntil() || before(entry, request.getUntil()))
            && (request.getCaller().isEmpty()
                || request.getCaller().equals(entry.getCaller())
                || request.getCaller().equalsIgnoreCase(entry.getEmail()));
    if (fits) {
      page.addEntries(entry);
    }
  }

  private static void valid(String field, Timestamp instant) {
    if (!Timestamps.isValid(instant)) {
      throw new FirstvalueException(
          ErrorCode.ARGUMENT_INVALID,
          field,
          "it is no time",
          "Give a time of the years 1 to 9999, with 0 to 999999999 ns",
          Map.of("field", field));
    }
  }

  private static boolean before(AuditEntry entry, Timestamp instant) {
    return Timestamps.comparator().compare(entry.getRecordedAt(), instant) < 0;
  }

  private static FirstvalueException unknown() {
    return new FirstvalueException(
        ErrorCode.ARGUMENT_INVALID,
        "page_token",
        "the token is not one of ours",
        "Pass next_page_token of the page before as it is, or nothing for the first page",
        Map.of("field", "page_token"));
  }
}
