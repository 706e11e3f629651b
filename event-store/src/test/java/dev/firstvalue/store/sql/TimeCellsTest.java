package dev.firstvalue.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.testkit.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What cells of time say of events between two instants, on a real engine. */
class TimeCellsTest {
  @RegisterExtension static final TestStore STORE = TestStore.create();

  private static final long SEED = 20_261_127;
  private static final int CASES = 400;

  private record Case(List<Long> events, long begin, long end) {
    boolean isAnyBetween(long from, long to) {
      return events.stream().anyMatch(t -> t >= from && t < to);
    }
  }

  private record Said(boolean inside, boolean touched) {}

  @Test
  void sixtyFourCells() {
    check(new TimeCells(-3000, 6, 64));
  }

  @Test
  void aHundredAndTwentyEightCells() {
    check(new TimeCells(1_700_000_000_000_000L, 38, 128));
  }

  private static void check(TimeCells cells) {
    Random random = new Random(SEED);
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < CASES; i++) {
      List<Long> events =
          LongStream.generate(() -> instant(cells, random))
              .limit(random.nextInt(4))
              .boxed()
              .toList();
      long begin = instant(cells, random);
      cases.add(new Case(events, begin, begin + 1 + random.nextLong(20L << cells.shift())));
    }
    List<Said> said = said(cells, cases);
    int settled = 0;
    for (int i = 0; i < CASES; i++) {
      Case one = cases.get(i);
      boolean there = one.isAnyBetween(one.begin(), one.end());
      boolean between = one.isAnyBetween(firstWhole(cells, one), lastWhole(cells, one));
      assertThat(said.get(i).inside()).as("%s of %s", one, cells).isEqualTo(between);
      assertThat(said.get(i).touched() || !there).as("%s of %s", one, cells).isTrue();
      settled += said.get(i).inside() || !said.get(i).touched() ? 1 : 0;
    }
    assertThat(settled).as("of which it is known").isGreaterThan(CASES / 2);
  }

  /** Half of them at the beginning of a cell, some before the first and behind the last. */
  private static long instant(TimeCells cells, Random random) {
    long cell = random.nextLong(cells.bits() + 20L) - 10;
    return cells.from()
        + (cell << cells.shift())
        + (random.nextBoolean() ? 0 : random.nextLong(1L << cells.shift()));
  }

  private static long firstWhole(TimeCells cells, Case one) {
    long length = 1L << cells.shift();
    return cells.from() + Math.max(1, Math.ceilDiv(one.begin() - cells.from(), length)) * length;
  }

  private static long lastWhole(TimeCells cells, Case one) {
    long length = 1L << cells.shift();
    long last = Math.min(cells.bits() - 1, Math.floorDiv(one.end() - cells.from(), length));
    return cells.from() + last * length;
  }

  private static List<Said> said(TimeCells cells, List<Case> cases) {
    String rows =
        cases.stream()
            .map(one -> "(" + one.events() + ", " + one.begin() + ", " + one.end() + ")")
            .collect(Collectors.joining(", "));
    return STORE
        .store()
        .list(
            Query.of(
                """
                SELECT toUInt8(%s) AS inside, toUInt8(%s) AS touched
                FROM
                (
                  SELECT n, any(b) AS b, any(e) AS e, groupBitOrIf(%s, isNotNull(t)) AS cells
                  FROM
                  (
                    SELECT rowNumberInAllBlocks() AS n, b, e, ts
                    FROM VALUES('ts Array(Int64), b Int64, e Int64', %s)
                  )
                  LEFT ARRAY JOIN arrayMap(t -> toNullable(t), ts) AS t
                  GROUP BY n
                )
                ORDER BY n
                """
                    .formatted(
                        cells.inside("cells", "b", "e"),
                        cells.touched("cells", "b", "e"),
                        cells.bit("ifNull(t, 0)"),
                        rows)),
            row -> new Said(row.integer("inside") == 1, row.integer("touched") == 1));
  }

  @Test
  void thereAreEnoughCellsForTheShortestRangeOrNone() {
    Instant oldest = Instant.parse("2026-01-01T00:00:00Z");
    Instant end = oldest.plus(Duration.ofDays(180));
    assertThat(TimeCells.of(oldest, end, Duration.ofDays(23)))
        .hasValueSatisfying(
            cells -> {
              assertThat(cells.bits()).isEqualTo(64);
              assertThat(cells.from() + (1L << cells.shift())).isEqualTo(Micros.of(oldest));
              assertThat(cells.from() + (63L << cells.shift())).isGreaterThan(Micros.of(end));
            });
    assertThat(TimeCells.of(oldest, end, Duration.ofDays(7)))
        .hasValueSatisfying(cells -> assertThat(cells.bits()).isEqualTo(128));
    assertThat(TimeCells.of(oldest, end, Duration.ofDays(1))).isEmpty();
    assertThat(TimeCells.of(end, end, Duration.ofDays(1))).isPresent();
  }
}
