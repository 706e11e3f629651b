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
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

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
            // Each is the first as often as the second.
            boolean first = i % 2 == 0;
            Slice one = (first ? registry : echo).load(request, IN_FLIGHT, slice);
            Slice other = (first ? echo : registry).load(request, IN_FLIGHT, slice);
            ours.add(first ? one : other);
            theirs.add(first ? other : one);
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
        median(ours, Slice::perSecond),
        median(ours, Slice::cpuMicros),
        median(theirs, Slice::perSecond),
        median(theirs, Slice::cpuMicros));
    return List.of(
        new Ratio("get: throughput / echo", ratio(ours, theirs, Slice::perSecond), 0.90, true),
        new Ratio("get: server CPU / echo", ratio(ours, theirs, Slice::cpuMicros), 1.15, false));
  }

  private static void warmUp(ServerProcess server, byte[] request) throws InterruptedException {
    long end = System.nanoTime() + LONGEST_WARM_UP.toNanos();
    double answered = 0;
    while (answered < WARM_UP_REQUESTS && System.nanoTime() < end) {
      answered += server.load(request, IN_FLIGHT, Duration.ofSeconds(1)).perSecond();
    }
  }

  private static double median(List<Slice> slices, ToDoubleFunction<Slice> value) {
    return Timing.median(slices.stream().mapToDouble(value).toArray());
  }

  /** The median over neighbours: what else the machine does meets both of them. */
  private static double ratio(List<Slice> ours, List<Slice> theirs, ToDoubleFunction<Slice> value) {
    return Timing.median(
        IntStream.range(0, ours.size())
            .mapToDouble(i -> value.applyAsDouble(ours.get(i)) / value.applyAsDouble(theirs.get(i)))
            .toArray());
  }
}
