package dev.firstvalue.registry.watch;

import static dev.firstvalue.registry.Documents.definition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.registry.RegistryTest;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.v1.RegistryServiceGrpc;
import dev.firstvalue.registry.v1.WatchDefinitionsRequest;
import dev.firstvalue.registry.v1.WatchDefinitionsResponse;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** As many watchers as one server is to hold. */
class ManyWatchersTest extends RegistryTest {
  private static final int WATCHERS = 10_000;
  private static final int SLOW = 100;
  private static final int CONNECTIONS = 10;
  private static final long PATIENCE_SECONDS = 120;
  private static final String LESSONS = "definitions/lessons.yaml";

  /** Revisions, the first of them as the state: every watcher hears these, in this order. */
  private static final List<Long> HEARD = List.of(2L, 3L, 4L);

  @Test
  void tenThousandWatchersHearEveryRevisionOnceAndInOrderAndTheSlowHoldNobodyUp() throws Exception {
    commit(LESSONS, definition("lessons", 3));
    List<ManagedChannel> channels = new ArrayList<>();
    List<Listener> slow = new ArrayList<>();
    List<Listener> quick = new ArrayList<>();
    CountDownLatch begun = new CountDownLatch(WATCHERS - SLOW);
    CountDownLatch quickDone = new CountDownLatch(WATCHERS - SLOW);
    CountDownLatch slowDone = new CountDownLatch(SLOW);
    try (RegistryServer server = RegistryServer.builder(registry).start()) {
      for (int i = 0; i < CONNECTIONS; i++) {
        channels.add(
            NettyChannelBuilder.forAddress("127.0.0.1", server.port())
                .usePlaintext()
                .directExecutor()
                .build());
      }
      for (int i = 0; i < WATCHERS; i++) {
        boolean takesNothing = i < SLOW;
        Listener listener =
            takesNothing
                ? new Listener(true, new CountDownLatch(1), slowDone)
                : new Listener(false, begun, quickDone);
        (takesNothing ? slow : quick).add(listener);
        RegistryServiceGrpc.newStub(channels.get(i % CONNECTIONS))
            .watchDefinitions(WatchDefinitionsRequest.getDefaultInstance(), listener);
      }
      await(begun);
      commit(LESSONS, definition("lessons", 4));
      commit(LESSONS, definition("lessons", 5));
      await(quickDone);
      assertThat(server.watchers()).isEqualTo(WATCHERS);
      assertThat(slow).allMatch(listener -> listener.revisions().isEmpty());

      slow.forEach(Listener::takeAll);
      await(slowDone);
      assertThat(Stream.concat(quick.stream(), slow.stream()))
          .allMatch(listener -> listener.revisions().equals(HEARD));
    } finally {
      channels.forEach(ManagedChannel::shutdownNow);
    }
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .as("%d are left to hear", latch.getCount())
        .isTrue();
  }

  /** Writes down the revisions that it hears, and no more of them. */
  private static final class Listener
      implements ClientResponseObserver<WatchDefinitionsRequest, WatchDefinitionsResponse> {
    private final boolean slow;
    private final CountDownLatch begun;
    private final CountDownLatch done;
    private final List<Long> revisions = new ArrayList<>(HEARD.size());
    private @Nullable ClientCallStreamObserver<WatchDefinitionsRequest> call;

    Listener(boolean slow, CountDownLatch begun, CountDownLatch done) {
      this.slow = slow;
      this.begun = begun;
      this.done = done;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<WatchDefinitionsRequest> started) {
      call = started;
      if (slow) {
        started.disableAutoRequestWithInitial(0);
      }
    }

    @Override
    public synchronized void onNext(WatchDefinitionsResponse response) {
      revisions.add(response.getRevision());
      if (response.getState()) {
        begun.countDown();
      }
      if (response.getRevision() == HEARD.getLast()) {
        done.countDown();
      }
    }

    @Override
    public void onError(Throwable failure) {
      // The server is closed at the end; before it, a latch is left.
    }

    @Override
    public void onCompleted() {
      // A watch has no end of its own.
    }

    void takeAll() {
      if (call != null) {
        call.request(Integer.MAX_VALUE);
      }
    }

    synchronized List<Long> revisions() {
      return List.copyOf(revisions);
    }
  }
}
