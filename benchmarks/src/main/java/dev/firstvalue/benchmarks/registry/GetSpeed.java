package dev.firstvalue.benchmarks.registry;

import dev.firstvalue.benchmarks.Timing;
import dev.firstvalue.benchmarks.registry.ServerProcess.Slice;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.v1.GetActiveDefinitionRequest;
import dev.firstvalue.registry.v1.RegistryServiceGrpc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code GetActiveDefinition} beside an echo of the same bytes, in turns. */
final class GetSpeed {
  private static final int IN_FLIGHT = 64;

  /** Two processes that do the same differ by what was compiled how: no pair is all that counts. */
  private static final int SLICES_A_PAIR = 4;

  /** Until the code of both is compiled; less where the machine does not get so far in time. */
  private static final int WARM_UP_REQUESTS = 50_000;

  private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(20);

  private GetSpeed() {}

  static List<Ratio> run(Path home, int slices, Duration slice)
      throws IOException, InterruptedException {
    Path directory = home.resolve("get.git");
    try (RegistryRepository repository = Corpus.create(directory)) {
      Corpus.commit(repository, List.of(1, 2, 3), 3);
    }
    byte[] request =
        GetActiveDefinitionRequest.newBuilder().setName(Corpus.name(2)).build().toByteArray();
    Path answer = home.resolve("answer");
    String method = RegistryServiceGrpc.getGetActiveDefinitionMethod().getFullMethodName();
    List<Slice> ours = new ArrayList<>();
    List<Slice> theirs = new ArrayList<>();
    while (ours.size() < slices) {
      int next = Math.min(SLICES_A_PAIR, slices - ours.size());
      try (ServerProcess registry = ServerProcess.start("registry", directory, method)) {
        Files.write(answer, registry.ask(request));
        try (ServerProcess echo = ServerProcess.start("echo", answer, ServerMain.ECHO)) {
          warmUp(registry, request);
          warmUp(echo, request);
          for (int i = 0; i < next; i++) {
            ours.add(registry.load(request, IN_FLIGHT, slice));
            theirs.add(echo.load(request, IN_FLIGHT, slice));
          }
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "GetActiveDefinition, %d in flight, medians of %d slices of %d ms: %.0f/s and %.1f us of"
            + " server CPU each; echo %.0f/s and %.1f us%n",
        IN_FLIGHT,
        slices,
        slice.toMillis(),
        perSecond(ours),
        cpu(ours),
        perSecond(theirs),
        cpu(theirs));
    return List.of(
        new Ratio("get: throughput / echo", perSecond(ours) / perSecond(theirs), 0.90, true),
        new Ratio("get: server CPU / echo", cpu(ours) / cpu(theirs), 1.15, false));
  }

  private static void warmUp(ServerProcess server, byte[] request) throws InterruptedException {
    long end = System.nanoTime() + LONGEST_WARM_UP.toNanos();
    double answered = 0;
    while (answered < WARM_UP_REQUESTS && System.nanoTime() < end) {
      answered += server.load(request, IN_FLIGHT, Duration.ofSeconds(1)).perSecond();
    }
  }

  private static double perSecond(List<Slice> slices) {
    return Timing.median(slices.stream().mapToDouble(Slice::perSecond).toArray());
  }

  private static double cpu(List<Slice> slices) {
    return Timing.median(slices.stream().mapToDouble(Slice::cpuMicros).toArray());
  }
}
