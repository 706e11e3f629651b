package dev.firstvalue.benchmarks.questions;

import dev.firstvalue.benchmarks.Folders;
import dev.firstvalue.benchmarks.Timing;
import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.experiment.Analysis;
import dev.firstvalue.experiment.plan.Trial;
import dev.firstvalue.store.connect.StoreConnection;
import dev.firstvalue.store.engine.EmbeddedEngine;
import dev.firstvalue.store.engine.EngineSettings;
import dev.firstvalue.store.facts.ClickHouseFacts;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the statistics of a lift report take by themselves: three arms, one primary and five
 * secondary metrics, from the store's answers to the same questions, which are asked once and then
 * given again. Processor time of this process, the median and its ratio to the limit of 50 ms.
 *
 * <p>Arguments: events (default 2,000,000), users (default 200,000), runs (default 31). Exits with
 * 1 if the limit is missed.
 */
public final class StatisticsTime {
  private static final double LIMIT = 50;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private StatisticsTime() {}

  /** Runs the benchmark in a temporary folder, which it deletes. */
  public static void main(String[] args) throws IOException {
    long events = args.length > 0 ? Long.parseLong(args[0]) : 2_000_000;
    long users = args.length > 1 ? Long.parseLong(args[1]) : 200_000;
    int runs = args.length > 2 ? Integer.parseInt(args[2]) : 31;
    Path home = Files.createTempDirectory("firstvalue-statistics-");
    boolean met;
    try (EmbeddedEngine engine = EmbeddedEngine.start(home, EngineSettings.ofThisMachine());
        StoreConnection admin = StoreConnection.open(engine.admin());
        StoreConnection reader = StoreConnection.open(engine.reader())) {
      ExperimentRatio.expose(admin.store(), users);
      Events.load(admin.store(), Order.DATE, events, users);
      met = isMet(givenAgain(new ClickHouseFacts(reader.store())), users, runs);
    } finally {
      Folders.delete(home);
    }
    System.exit(met ? 0 : 1);
  }

  private static boolean isMet(FactSource facts, long users, int runs) {
    Trial trial = ExperimentRatio.trial(Order.DATE);
    Analysis analysis = new Analysis(facts, Clock.systemUTC());
    analysis.run(trial, Optional.of(ExperimentRatio.AS_OF));
    double[] milliseconds = new double[runs];
    for (int run = 0; run < runs; run++) {
      long begin = THREADS.getCurrentThreadCpuTime();
      analysis.run(trial, Optional.of(ExperimentRatio.AS_OF));
      milliseconds[run] = (THREADS.getCurrentThreadCpuTime() - begin) / 1e6;
    }
    double median = Timing.median(milliseconds);
    boolean met = median <= LIMIT;
    System.out.printf(
        Locale.ROOT,
        "statistics of a report on %,d users, from sums: %.1f ms (%.1f to %.1f)  limit %.0f ms "
            + " ratio %.2f  %s%n",
        users,
        median,
        Arrays.stream(milliseconds).min().orElse(Double.NaN),
        Arrays.stream(milliseconds).max().orElse(Double.NaN),
        LIMIT,
        median / LIMIT,
        met ? "met" : "missed");
    return met;
  }

  private record Asked(Method method, List<Object> arguments) {}

  /** The same facts, of which each question is put to the store once. */
  private static FactSource givenAgain(FactSource facts) {
    Map<Asked, Object> answers = new HashMap<>();
    return (FactSource)
        Proxy.newProxyInstance(
            FactSource.class.getClassLoader(),
            new Class<?>[] {FactSource.class},
            (_, method, arguments) -> {
              Asked asked =
                  new Asked(method, arguments == null ? List.of() : List.of(arguments.clone()));
              Object answer = answers.get(asked);
              if (answer == null) {
                try {
                  answer = method.invoke(facts, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
                answers.put(asked, answer);
              }
              return answer;
            });
  }
}
