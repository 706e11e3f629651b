package dev.firstvalue.benchmarks.registry;

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
        double[] watched = new double[merges];
        double[] asked = new double[merges];
        var stub = RegistryServiceGrpc.newBlockingStub(channel);
        GetActiveDefinitionRequest request =
            GetActiveDefinitionRequest.newBuilder().setName(Corpus.name(1)).build();
        for (int i = -WARM_UPS; i < merges; i++) {
          Corpus.commit(repository, List.of(1), 2 + (i & 1));
          double micros = (heard.take() - merged.get()) / 1e3;
          long start = System.nanoTime();
          stub.getActiveDefinition(request);
          double trip = (System.nanoTime() - start) / 1e3;
          if (i >= 0) {
            watched[i] = micros;
            asked[i] = trip;
          }
        }
        channel.shutdownNow();
        System.out.printf(
            Locale.ROOT,
            "merge to watch, %d merges: median %.0f us, p99 %.0f us; a unary round trip: median"
                + " %.0f us, p99 %.0f us%n",
            merges,
            at(watched, 0.5),
            at(watched, P99),
            at(asked, 0.5),
            at(asked, P99));
        return List.of(
            new Ratio(
                "watch: p99 / median round trip", at(watched, P99) / at(asked, 0.5), 3, false));
      }
    }
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
