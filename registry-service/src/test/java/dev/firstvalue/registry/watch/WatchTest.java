package dev.firstvalue.registry.watch;

import static dev.firstvalue.registry.Documents.bytes;
import static dev.firstvalue.registry.Documents.definition;
import static dev.firstvalue.registry.PlainGit.git;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.RegistryTest;
import dev.firstvalue.registry.git.Author;
import dev.firstvalue.registry.git.Edit;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.RegistryServiceGrpc;
import dev.firstvalue.registry.v1.WatchDefinitionsRequest;
import dev.firstvalue.registry.v1.WatchDefinitionsResponse;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The six properties of a watch: ordered, unique, atomic, reliable, resumable, bookmarked. */
class WatchTest extends RegistryTest {
  private static final Author BEN = new Author("Ben", "ben@example.com");
  private static final String LESSONS = "definitions/lessons.yaml";

  private RegistryServer server;
  private ManagedChannel channel;

  @BeforeEach
  void start() {
    server = RegistryServer.builder(registry).followEvery(Duration.ofMillis(20)).start();
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.close();
  }

  @Test
  void theStateComesFirstAndThenEveryChangeInOrder() throws Exception {
    commit(LESSONS, definition("lessons", 3));
    Heard heard = watch(request());
    heard.until(WatchDefinitionsResponse::getState);

    commit(LESSONS, definition("lessons", 4));
    commit("definitions/other.yaml", definition("other", 1));
    commit(LESSONS, definition("lessons", 4, "Why.", "RETIRED"));
    remove("definitions/other.yaml");

    assertThat(Heard.lines(heard.until(at(6))))
        .containsExactly(
            "2*: lessons 1.0", "3: lessons 2.0", "4: other 1.0", "5: -lessons", "6: -other");
  }

  @Test
  void aRevisionComesWhole() throws Exception {
    Heard heard = watch(request());
    heard.until(WatchDefinitionsResponse::getState);
    write("a", "b", "c");

    assertThat(Heard.lines(heard.until(at(2)))).containsExactly("1*: ", "2: a 1.0, b 1.0, c 1.0");
  }

  @Test
  void aRevisionThatIsTooLargeForOneResponseSaysThatMoreFollows() throws Exception {
    Heard heard = watch(request());
    String padding = ("# " + "word ".repeat(900) + "\n").repeat(200);
    registry.commit(
        Stream.of("a", "b", "c")
            .map(
                name ->
                    Edit.write(
                        "definitions/" + name + ".yaml",
                        bytes(definition(name, 1) + padding),
                        new Edit.Expected.Anything()))
            .toList(),
        BEN,
        "Large");

    assertThat(Heard.lines(heard.until(response -> at(2).test(response) && !response.getMore())))
        .containsExactly("1*: ", "2: a 1.0, b 1.0 …", "2: c 1.0");
  }

  @Test
  void aWatchGoesOnAfterAnyRevisionAsIfItHadNeverBroken() throws Exception {
    Random random = new Random(7);
    for (int i = 0; i < 20; i++) {
      String name = List.of("a", "b").get(random.nextInt(2));
      String status = random.nextInt(4) == 0 ? "RETIRED" : "ACTIVE";
      commit("definitions/" + name + ".yaml", definition(name, i + 1, "Why.", status));
    }
    List<String> whole = Heard.lines(watch(after(0)).until(at(21)));
    // A retired definition has its own version of then, with the flags of then.
    assertThat(whole).hasSize(20);
    stop();
    registry.close();
    registry = RegistryRepository.openForWriting(directory, language, clock);
    start();
    for (long revision : new long[] {1, 2, 9, 20}) {
      assertThat(Heard.lines(watch(after(revision)).until(at(21))))
          .as("after %d", revision)
          .isEqualTo(whole.subList((int) revision - 1, whole.size()));
    }
  }

  @Test
  void whatIsHeardAgainIsShownAsItWasThen() throws Exception {
    commit(LESSONS, definition("lessons", 3));
    commit(LESSONS, definition("lessons", 4, "Why.", "DEPRECATED"));
    commit(LESSONS, definition("lessons", 5));

    List<DefinitionVersion> versions =
        watch(after(1)).until(at(4)).stream().map(response -> response.getDefinitions(0)).toList();
    assertThat(versions).extracting(DefinitionVersion::getActive).containsOnly(true);
    assertThat(versions.get(0).getNotice()).isEmpty();
    assertThat(versions.get(1).getNotice()).contains("deprecated");
  }

  @Test
  void aWatcherThatTakesNothingHoldsNobodyUpAndLosesNothing() throws Exception {
    Heard slow = Heard.slowly();
    stub().watchDefinitions(request(), slow);
    Heard quick = watch(request());
    List<String> expected = new ArrayList<>(List.of("1*: "));
    for (int i = 1; i <= 30; i++) {
      commit(LESSONS, definition("lessons", i));
      expected.add((i + 1) + ": lessons " + i + ".0");
    }
    assertThat(Heard.lines(quick.until(at(31)))).isEqualTo(expected);
    slow.take(1000);
    assertThat(Heard.lines(slow.until(at(31)))).isEqualTo(expected);
  }

  @Test
  void whoWatchesOneNameHearsOfNoOtherButHowFarTheRegistryIs() throws Exception {
    commit(LESSONS, definition("lessons", 3));
    Heard heard = watch(request().toBuilder().addNames("lessons").build());
    heard.until(WatchDefinitionsResponse::getState);
    commit("definitions/other.yaml", definition("other", 1));
    clock.pass(Watch.BOOKMARK_EVERY);

    assertThat(Heard.lines(heard.until(at(3)))).containsExactly("2*: lessons 1.0", "3: ");
    commit(LESSONS, definition("lessons", 4));
    assertThat(Heard.lines(heard.until(at(4)))).last().isEqualTo("4: lessons 2.0");
  }

  @Test
  void aWatchThatHasNothingToTellSaysAtOnceThatItStands() throws Exception {
    assertThat(Heard.lines(watch(after(1)).until(at(1)))).containsExactly("1: ");
  }

  @Test
  void aHistoryThatWasRewrittenIsListedAgain() throws Exception {
    commit(LESSONS, definition("lessons", 3));
    Heard heard = watch(request());
    heard.until(WatchDefinitionsResponse::getState);
    String first = git(directory, "rev-parse", "main~1");
    git(directory, "update-ref", "refs/heads/main", first);

    assertThat(Status.fromThrowable(heard.failure()).getCode()).isEqualTo(Status.Code.OUT_OF_RANGE);
    assertThat(Status.fromThrowable(watch(after(2)).failure()).getCode())
        .isEqualTo(Status.Code.OUT_OF_RANGE);
    assertThat(Heard.lines(watch(request()).until(WatchDefinitionsResponse::getState)))
        .containsExactly("3*: ");
  }

  @Test
  void aRevisionThatIsNotThereYetIsRefusedForNow() throws Exception {
    assertThat(Status.fromThrowable(watch(after(9)).failure()).getCode())
        .isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void whoHangsUpIsForgotten() throws Exception {
    Heard heard = watch(request());
    heard.until(WatchDefinitionsResponse::getState);
    assertThat(server.watchers()).isEqualTo(1);
    heard.cancel();
    heard.failure();
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (server.watchers() > 0) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private void write(String... names) {
    registry.commit(
        Stream.of(names)
            .map(
                name ->
                    Edit.write(
                        "definitions/" + name + ".yaml",
                        bytes(definition(name, 1)),
                        new Edit.Expected.Anything()))
            .toList(),
        BEN,
        "Several at once");
  }

  private Heard watch(WatchDefinitionsRequest request) {
    Heard heard = Heard.everything();
    stub().watchDefinitions(request, heard);
    return heard;
  }

  private RegistryServiceGrpc.RegistryServiceStub stub() {
    return RegistryServiceGrpc.newStub(channel);
  }

  private static WatchDefinitionsRequest request() {
    return WatchDefinitionsRequest.getDefaultInstance();
  }

  private static WatchDefinitionsRequest after(long revision) {
    return WatchDefinitionsRequest.newBuilder().setAfterRevision(revision).build();
  }

  private static Predicate<WatchDefinitionsResponse> at(long revision) {
    return response -> response.getRevision() == revision;
  }
}
