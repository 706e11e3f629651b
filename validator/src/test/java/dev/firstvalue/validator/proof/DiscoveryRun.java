package dev.firstvalue.validator.proof;

import dev.firstvalue.validator.discovery.truth.SearchTruth;
import dev.firstvalue.validator.discovery.truth.SearchWorld;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Searches many logs for value events and writes the table of the docs. */
final class DiscoveryRun {
  private static final int RUNS = 1_000;
  private static final int ENTITIES = 5_000;
  private static final double MOST_FALSE = 0.065;
  private static final double LEAST_FOUND = 0.88;
  private static final double LARGEST_REGION = 0.25;

  private DiscoveryRun() {}

  /**
   * Writes the table; fails where a promise is not kept.
   *
   * @param arguments the file to write, and optionally a divisor of the runs for a trial of the
   *     command itself
   */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    int runs = RUNS / (arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1);
    List<String> broken = new ArrayList<>();
    StringBuilder table =
        new StringBuilder(
            HEADER
                .replace("{people}", String.format(Locale.ROOT, "%,d", ENTITIES))
                .replace("{runs}", String.format(Locale.ROOT, "%,d", runs)));
    for (SearchWorld world : SearchWorld.values()) {
      SearchTruth truth = SearchTruth.of(world, runs, ENTITIES, 1);
      boolean planted = world == SearchWorld.PLANTED;
      boolean kept =
          planted
              ? truth.inRegion() >= LEAST_FOUND && truth.medianRegion() <= LARGEST_REGION
              : truth.heldOutExcludesZero() <= MOST_FALSE;
      String row =
          String.format(
              Locale.ROOT,
              "| `%s` | %s | %+.2f | %.1f %% | %+.2f | %.1f %% | %s | %s%s |%n",
              world,
              world.objective().name().toLowerCase(Locale.ROOT),
              100 * truth.meanNaive(),
              100 * truth.naiveExcludesZero(),
              100 * truth.meanHeldOut(),
              100 * truth.heldOutExcludesZero(),
              planted
                  ? String.format(
                      Locale.ROOT,
                      "%.1f %%, median region %.1f %%",
                      100 * truth.inRegion(),
                      100 * truth.medianRegion())
                  : "",
              planted
                  ? "in the region at least 88 %, region at most 25 %"
                  : "held out excludes 0 at most 6.5 %",
              kept ? "" : " **not kept**");
      System.err.print(row);
      table.append(row);
      if (!kept) {
        broken.add(world.name());
      }
    }
    Files.writeString(file, table.append(FOOTER), StandardCharsets.UTF_8);
    if (runs == RUNS && !broken.isEmpty()) {
      throw new IllegalStateException("promises not kept: " + broken);
    }
  }

  private static final String HEADER =
      """
      # What a search finds where the truth is known

      Eight kinds of event, ten counts and seven windows are searched for the best value event, in logs of {people} people made up {runs} times with fixed seeds. In `INDEPENDENT` the outcome has nothing to do with any event; in `THINNED` it goes with how active people are and with no event beyond that; in `PLANTED` one event, four times in a week, raises it by 25 points and nothing else does. Written by

      ```
      mvn -pl validator -am -DskipTests -Pproof verify
      ```

      The build runs a short form. Scores are points; excludes 0: how often the interval of 95 % of the winner did.

      | world | searched by | winner, where it won | excludes 0 | winner, held out | excludes 0 | planted one in the region | promise |
      | --- | --- | --- | --- | --- | --- | --- | --- |
      """;

  private static final String FOOTER =
      """

      Where nothing is to be found the winner of a search looks like a find on the people among whom it won. On those who were not searched it does not: that is the estimate to read.
      """;
}
