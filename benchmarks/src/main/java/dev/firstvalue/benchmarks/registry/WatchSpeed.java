package dev.firstvalue.benchmarks.registry;

import dev.firstvalue.benchmarks.Timing;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.v1.GetActiveDefinitionRequest;
import dev.firstvalue.registry.v1.RegistryServiceGrpc;
import dev.firstvalue.registry.v1.WatchDefinitionsRequest;
import dev.firstvalue.registry.v1.WatchDefinitionsResponse;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * From a merge that readers can see to the callback of a watcher, beside a unary round trip between
 * the same two, each after the other on an idle server. That a merge is on disk before readers see
 * it takes longer than either, and is measured by {@link CommitSpeed}.
 */
final class WatchSpeed {
  /**
   * Until the code of a merge and of what follows it is compiled: after 2,000 the compiler still
   * takes an eighth of one of two processors, and whoever is woken waits for it.
   */
  private static final int WARM_UPS = 8000;

  private static final int SLICES = 20;
  private static final double P99 = 0.99;

  private WatchSpeed() {}

  static List<Ratio> run(Path home, int merges) throws InterruptedException {
    AtomicLong merged = new AtomicLong();
    try (RegistryRepository repository = Corpus.create(home.resolve("watch.git"))) {
      Corpus.commit(repository, List.of(1), 1);
      // Before the server, whose watchers are woken by the same call.
      repository.onRevision(() -> merged.set(System.nanoTime()));
      try (RegistryServer server = RegistryServer.builder(repository).start()) {
        ManagedChannel channel =
            NettyChannelBuilder.forAddress("127.0.0.1", server.port())
                .usePlaintext()
                .directExecutor()
                .build();
        BlockingQueue<Long> heard = watch(channel);
        heard.take();
        var stub = RegistryServiceGrpc.newBlockingStub(channel);
        // An even number: every merge changes what the last one left.
        int each = 2 * Math.ceilDiv(merges, 2 * SLICES);
        double[] medians = new double[SLICES];
        double[] highs = new double[SLICES];
        double[] trips = new double[SLICES];
        slice(repository, stub, merged, heard, WARM_UPS);
        for (int i = 0; i < SLICES; i++) {
          Times times = slice(repository, stub, merged, heard, each);
          medians[i] = at(times.watched, 0.5);
          highs[i] = at(times.watched, P99);
          trips[i] = at(times.asked, 0.5);
        }
        channel.shutdownNow();
        System.out.printf(
            Locale.ROOT,
            "merge to watch, medians of %d slices of %d merges: median %.0f us, p99 %.0f us; a"
                + " unary round trip %.0f us%n",
            SLICES,
            each,
            Timing.median(medians),
            Timing.median(highs),
            Timing.median(trips));
        return List.of(
            new Ratio(
                "watch: p99 / median round trip",
                Timing.median(
                    IntStream.range(0, SLICES).mapToDouble(i -> highs[i] / trips[i]).toArray()),
                3,
                false));
      }
    }
  }

  /** Microseconds of each merge of a slice, and of the round trip after it. */
  private static final class Times {
    private final double[] watched;
    private final double[] asked;

    Times(int merges) {
      watched = new double[merges];
      asked = new double[merges];
    }
  }

  private static Times slice(
      RegistryRepository repository,
      RegistryServiceGrpc.RegistryServiceBlockingStub stub,
      AtomicLong merged,
      BlockingQueue<Long> heard,
      int merges)
      throws InterruptedException {
    GetActiveDefinitionRequest request =
        GetActiveDefinitionRequest.newBuilder().setName(Corpus.name(1)).build();
    Times times = new Times(merges);
    for (int i = 0; i < merges; i++) {
      Corpus.commit(repository, List.of(1), 2 + (i & 1));
      times.watched[i] = (heard.take() - merged.get()) / 1e3;
      long start = System.nanoTime();
      stub.getActiveDefinition(request);
      times.asked[i] = (System.nanoTime() - start) / 1e3;
    }
    return times;
  }

  private static BlockingQueue<Long> watch(ManagedChannel channel) {
    BlockingQueue<Long> heard = new LinkedBlockingQueue<>();
    RegistryServiceGrpc.newStub(channel)
        .watchDefinitions(
            WatchDefinitionsRequest.getDefaultInstance(),
            new StreamObserver<>() {
              @Override
              public void onNext(WatchDefinitionsResponse response) {
                if (response.getDefinitionsCount() > 0) {
                  heard.add(System.nanoTime());
                }
              }

              @Override
              public void onError(Throwable failure) {
                // The channel is shut down at the end.
              }

              @Override
              public void onCompleted() {
                // A watch has no end of its own.
              }
            });
    return heard;
  }

  private static double at(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[Math.min(sorted.length - 1, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
