package dev.firstvalue.validator.proof;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.simulation.Rows;
import dev.firstvalue.simulation.world.World;
import dev.firstvalue.simulation.world.WorldSimulation;
import dev.firstvalue.simulation.world.WorldTruth;
import dev.firstvalue.store.connect.StoreConnection;
import dev.firstvalue.store.connect.StoreTarget;
import dev.firstvalue.store.facts.ClickHouseFacts;
import dev.firstvalue.store.load.EventRow;
import dev.firstvalue.store.load.Loader;
import dev.firstvalue.store.load.LogTable;
import dev.firstvalue.store.load.RowSink;
import dev.firstvalue.validation.v1.DurationInterval;
import dev.firstvalue.validation.v1.Interval;
import dev.firstvalue.validation.v1.LadderStep;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validator.Backtest;
import dev.firstvalue.validator.Scope;
import dev.firstvalue.validator.Subject;
import dev.firstvalue.validator.WrittenSubject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Logs of a world, each brought into a ClickHouse and backtested there. */
final class EndToEnd implements AutoCloseable {
  private static final String LOAD = "world";

  private final World world;
  private final int entities;
  private final Loader loader;
  private final StoreConnection reader;
  private final Subject subject;
  private final Map<String, Integer> covered = new TreeMap<>();
  private int runs;

  /**
   * Opens a store.
   *
   * @param admin a database of its own, whose tables of events are replaced
   */
  EndToEnd(World world, int entities, StoreTarget admin, StoreTarget reader) {
    this.world = world;
    this.entities = entities;
    this.loader = Loader.open(admin);
    this.reader = StoreConnection.open(reader);
    Map<String, String> documents = new WorldSimulation(world, entities, 0).documents();
    String model =
        Objects.requireNonNull(documents.get("event-model.yaml"))
            .replace("firstvalue.events", admin.database() + ".events");
    String definition =
        Objects.requireNonNull(
            documents.get("definitions/" + WorldSimulation.DEFINITION + ".yaml"));
    this.subject = WrittenSubject.of(model, definition, PolicySpec.getDefaultInstance());
  }

  /** Makes up a log, loads it, backtests it, and holds the report to the truth. */
  void run(long seed) {
    loader.load(LogTable.EVENTS, LOAD, sink -> world.simulate(entities, seed, new Sink(sink)));
    ValidationReport report =
        new Backtest(new ClickHouseFacts(reader.store()), Clock.fixed(world.end(), ZoneOffset.UTC))
            .run(subject, new Scope(Optional.of(world.end()), Optional.empty(), Optional.empty()));
    if (report.getPopulation().getEligible() != entities) {
      throw new IllegalStateException(
          "eligible: " + report.getPopulation().getEligible() + " (expected: " + entities + ")");
    }
    runs++;
    WorldTruth truth = world.truth();
    hold("reach", report.getReachability().getInterval(), truth.reach());
    hold(
        "difference in retention",
        report.getLift().getDifference().getInterval(),
        truth.difference());
    hold("ratio of retention", report.getLift().getRatio().getInterval(), truth.ratio());
    hold(
        "difference adjusted for volume and plan",
        report.getLadder().getRowsList().stream()
            .filter(row -> row.getStep() == LadderStep.LADDER_STEP_VOLUME_ADJUSTED)
            .findFirst()
            .orElseThrow()
            .getDifference()
            .getInterval(),
        truth.excess());
    DurationInterval median = report.getTimeToValue().getInterval();
    double seconds = Objects.requireNonNull(truth.medianSeconds());
    count(
        "median time to value",
        (!median.hasLow() || median.getLow().getSeconds() <= seconds)
            && (!median.hasHigh() || seconds <= median.getHigh().getSeconds()));
  }

  /** By quantity, the share of runs in which the printed interval held the truth. */
  Map<String, Double> coverage() {
    Map<String, Double> coverage = new TreeMap<>();
    covered.forEach((what, count) -> coverage.put(what, (double) count / runs));
    return coverage;
  }

  @Override
  public void close() {
    reader.close();
    loader.close();
  }

  private void hold(String what, Interval interval, double truth) {
    count(
        what,
        (!interval.hasLow() || interval.getLow() <= truth)
            && (!interval.hasHigh() || truth <= interval.getHigh()));
  }

  private void count(String what, boolean holds) {
    covered.merge(what, holds ? 1 : 0, Integer::sum);
  }

  private record Sink(RowSink rows) implements Rows {
    @Override
    public void event(Event event) {
      try {
        rows.add(
            new EventRow(
                Objects.requireNonNull(event.id()),
                event.name(),
                Micros.instant(event.timestamp()),
                null,
                Objects.requireNonNull(event.user()),
                "",
                event.properties()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void exposure(Exposure exposure) {
      throw new IllegalArgumentException("exposure: " + exposure + " (expected: none in a world)");
    }
  }
}
