package dev.firstvalue.registry.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.RegistrySnapshot;
import dev.firstvalue.registry.git.Author;
import dev.firstvalue.registry.git.Edit;
import dev.firstvalue.registry.history.Happening.Acknowledged;
import dev.firstvalue.registry.history.Happening.Heard;
import dev.firstvalue.registry.history.Happening.Read;
import dev.firstvalue.registry.history.Happening.Seen;
import dev.firstvalue.registry.history.Happening.Watching;
import dev.firstvalue.registry.v1.Proposal;
import dev.firstvalue.registry.v1.ProposalState;
import dev.firstvalue.registry.v1.Review;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  @TempDir private Path home;

  @Test
  void aKilledAndPausedServerKeepsWhatItPromises() throws Exception {
    long seed = System.nanoTime();
    HistoryRun.Outcome outcome = new HistoryRun(home, seed).kills(2);
    assertThat(outcome.broken()).as("seed %d", seed).isEmpty();
    assertThat(outcome.acknowledged()).isGreaterThanOrEqualTo(20);
    assertThat(outcome.reads()).isPositive();
    assertThat(outcome.heard()).isPositive();
    assertThat(outcome.proposals()).isPositive();
  }

  /** The same for proposals. */
  @Test
  void everyBrokenPromiseOfAProposalIsFound() {
    Proposal open = Proposal.newBuilder().setNumber(1).setContentHash("h").build();
    Proposal merged =
        open.toBuilder()
            .setState(ProposalState.PROPOSAL_STATE_MERGED)
            .setMergeCommit("c")
            .addReviews(Review.newBuilder().setReviewer("Ben"))
            .build();
    List<Kept> all =
        List.of(
            new Kept.Opened("p1", 1, "h"),
            new Kept.Approved("a2", 1, "Ben"),
            new Kept.MergedIn("m3", 1, "c"));
    Map<Integer, List<String>> main = Map.of(1, List.of("c"));
    Set<String> entered = Set.of("p1", "a2", "m3");
    assertThat(ProposalRules.broken(all, Map.of(1, merged), main, entered)).isEmpty();

    assertThat(ProposalRules.broken(all, Map.of(), main, entered)).hasSize(3);
    assertThat(ProposalRules.broken(all, Map.of(1, open), main, entered))
        .anyMatch(line -> line.startsWith("lost: Approved"))
        .anyMatch(line -> line.startsWith("lost: MergedIn"))
        .anyMatch(line -> line.startsWith("main: proposal 1"));
    assertThat(ProposalRules.broken(all, Map.of(1, merged), Map.of(1, List.of("c", "d")), entered))
        .anyMatch(line -> line.startsWith("main: proposal 1"));
    assertThat(ProposalRules.broken(all, Map.of(1, merged), main, Set.of("p1", "a2")))
        .singleElement()
        .asString()
        .startsWith("audit: no entry of MergedIn");
    List<Kept> twice = List.of(new Kept.Opened("p1", 1, "h"), new Kept.Opened("p2", 1, "h"));
    assertThat(ProposalRules.broken(twice, Map.of(1, merged), main, Set.of("p1", "p2"))).hasSize(1);
  }

  /** Each promise, broken once: a check that finds nothing has to be able to. */
  @Test
  void everyBrokenPromiseIsFound() {
    RegistrySnapshot end = threeRevisions();
    List<Seen> seen = new ArrayList<>();
    end.changes().after(0).forEach(change -> seen.add(HistoryRules.seen(change.version())));
    Seen one = seen.get(0);
    Seen two = seen.get(1);

    assertBroken(
        end,
        "",
        new Watching("w", -1),
        state(1, Map.of()),
        heard(2, one),
        heard(3, two),
        new Heard("w", 3, false, Map.of()),
        new Acknowledged("w2", 3),
        new Read("r", "n", two, 3, 3));
    assertBroken(end, "lost: ", new Acknowledged("w9", 3));
    assertBroken(end, "lost: ", new Acknowledged("w1", 3));
    assertBroken(end, "changed: ", new Read("r", "n", new Seen(1, 0, "other", "w1"), 2, 0));
    assertBroken(end, "changed: ", new Read("r", "n", new Seen(9, 0, "c", "w1"), 2, 0));
    assertBroken(end, "read: ", new Read("r", "n", one, 2, 3));
    assertBroken(end, "read: ", new Read("r", "n", two, 3, 0), new Read("r", "n", one, 2, 0));
    assertBroken(end, "order: ", new Watching("w", 1), heard(2, one), heard(2, one));
    assertBroken(end, "order: ", new Watching("w", 1), heard(2, one), heard(3, two), heard(2, one));
    assertBroken(end, "missed: ", new Watching("w", 1), heard(3, two));
    assertBroken(end, "missed: ", new Watching("w", 1), new Heard("w", 3, false, Map.of()));
    assertBroken(end, "atomic: ", new Watching("w", 1), new Heard("w", 2, false, Map.of()));
    assertBroken(end, "atomic: ", new Watching("w", -1), state(3, Map.of("n", one)));
    assertBroken(end, "watch: ", new Watching("w", 1), state(3, Map.of("n", two)));
  }

  private RegistrySnapshot threeRevisions() {
    try (RegistryRepository repository =
        RegistryRepository.createOrOpen(
            home.resolve("small.git"), new NumberLanguage(), InstantSource.system())) {
      commit(repository, "event-model.yaml", "model");
      commit(repository, "definitions/n.yaml", "0\nw1\n");
      return commit(repository, "definitions/n.yaml", "1\nw2\n");
    }
  }

  private static RegistrySnapshot commit(RegistryRepository repository, String path, String text) {
    return repository.commit(
        List.of(
            Edit.write(path, text.getBytes(StandardCharsets.UTF_8), new Edit.Expected.Anything())),
        new Author("Ana", "ana@example.com"),
        path);
  }

  private static Heard heard(long revision, Seen seen) {
    return new Heard("w", revision, false, Map.of("n", seen));
  }

  private static Heard state(long revision, Map<String, Seen> names) {
    return new Heard("w", revision, true, names);
  }

  private static void assertBroken(RegistrySnapshot end, String start, Happening... history) {
    List<String> broken = HistoryRules.broken(List.of(history), end);
    if (start.isEmpty()) {
      assertThat(broken).isEmpty();
    } else {
      assertThat(broken).anyMatch(line -> line.startsWith(start));
    }
  }
}
