package dev.firstvalue.cli.discover;

import dev.firstvalue.definition.plan.Durations;
import dev.firstvalue.validator.discovery.Objective;
import dev.firstvalue.validator.discovery.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What is searched, and for what. */
final class SearchOptions {
  /** The windows that are tried when none is named: each whole day up to this. */
  private static final int USUAL_DAYS = 14;

  private static final int MOST_DAYS = 90;

  @Option(
      names = "--like",
      paramLabel = "NAME|FILE",
      description =
          "Take start, entity, segments and first outcome from this definition, as far as no other"
              + " flag says them.")
  private @Nullable String like;

  @Option(
      names = "--start",
      paramLabel = "EVENT",
      description = "The event that is time zero, the first of each entity.")
  private @Nullable String start;

  @Option(
      names = "--outcome",
      paramLabel = "EVENT|CONDITION",
      description =
          "What counts as retained: an event, or a condition as definitions have it: '{event:"
              + " lesson_completed, atLeast: 2}'.")
  private @Nullable String outcome;

  @Option(
      names = "--outcome-from",
      paramLabel = "DURATION",
      description = "The outcome counts from here after time zero. Default: 7d.")
  private @Nullable String from;

  @Option(
      names = "--outcome-to",
      paramLabel = "DURATION",
      description = "And before here. Default: 30d.")
  private @Nullable String to;

  @Option(
      names = "--window",
      paramLabel = "DAYS",
      split = ",",
      description =
          "Windows to try, whole days: 1d,3d,7d. Default: each day up to 14, no later than the"
              + " outcome begins.")
  private @Nullable List<String> windows;

  @Option(
      names = "--times",
      paramLabel = "K",
      description = "The most times that are tried, 1 to 200. Default: ${DEFAULT-VALUE}.")
  private int times = 50;

  @Option(
      names = "--distinct",
      paramLabel = "N",
      description =
          "Try distinct values of at most so many properties of the catalog, text and whole"
              + " numbers. Default: ${DEFAULT-VALUE}.")
  private int distinct = 20;

  @Option(
      names = "--entity",
      paramLabel = "ENTITY",
      description = "user or account. Default: user.")
  private @Nullable String entity;

  @Option(
      names = "--segments",
      paramLabel = "ATTRIBUTE",
      split = ",",
      description =
          "Attributes known at time zero, start.properties.NAME: the volume-adjusted lift compares"
              + " only who is alike in them.")
  private @Nullable List<String> segments;

  @Option(
      names = "--objective",
      paramLabel = "OBJECTIVE",
      description =
          "What the best has most of: lift, headroom, youden, phi or volume. Default:"
              + " ${DEFAULT-VALUE}.")
  private Objective objective = Objective.LIFT;

  @Option(
      names = "--reach-floor",
      paramLabel = "SHARE",
      description =
          "Only candidates whose reach is at least this, by the lower limit of its interval."
              + " Default: ${DEFAULT-VALUE}.")
  private double floor = 0.1;

  @Option(
      names = "--outcome-events",
      description = "Search the outcome's own events too; they are left out otherwise.")
  private boolean outcomeEvents;

  @Option(
      names = "--null-products",
      paramLabel = "N",
      description =
          "Search N products besides in which there is nothing to find, made from this one by"
              + " dealing outcomes anew, and say what the same search shows there. 1 to 1000.")
  private int nullProducts;

  Optional<String> like() {
    return Optional.ofNullable(like);
  }

  Optional<String> start() {
    return Optional.ofNullable(start);
  }

  Optional<String> outcome() {
    return Optional.ofNullable(outcome);
  }

  Optional<String> from() {
    return Optional.ofNullable(from);
  }

  Optional<String> to() {
    return Optional.ofNullable(to);
  }

  Optional<String> entity() {
    return Optional.ofNullable(entity);
  }

  Optional<List<String>> segments() {
    return Optional.ofNullable(segments);
  }

  /** How many null products; 0 where none were asked for. */
  int nullProducts() {
    return nullProducts;
  }

  int times() {
    return times;
  }

  int distinct() {
    return distinct;
  }

  boolean outcomeEvents() {
    return outcomeEvents;
  }

  Settings settings() {
    return Settings.of(objective, floor);
  }

  /** Refuses what no search can do; the rest is for the binder. */
  void check(CommandSpec spec) {
    if (like == null && (start == null || outcome == null)) {
      throw new ParameterException(
          spec.commandLine(), "search: neither --like nor both --start and --outcome");
    }
    if (times < 1 || times > 200) {
      throw new ParameterException(
          spec.commandLine(), "--times: " + times + " (expected: 1 to 200)");
    }
    if (distinct < 0 || distinct > 200) {
      throw new ParameterException(
          spec.commandLine(), "--distinct: " + distinct + " (expected: 0 to 200)");
    }
    if (spec.commandLine().getParseResult().hasMatchedOption("--null-products")
        && (nullProducts < 1 || nullProducts > 1000)) {
      throw new ParameterException(
          spec.commandLine(), "--null-products: " + nullProducts + " (expected: 1 to 1000)");
    }
    if (!(floor >= 0 && floor <= 0.9)) {
      throw new ParameterException(
          spec.commandLine(), "--reach-floor: " + floor + " (expected: 0 to 0.9)");
    }
  }

  /** The windows in whole days, none beyond where the outcome begins. */
  List<Integer> windows(Duration outcomeFrom, CommandSpec spec) {
    int latest = (int) Math.min(MOST_DAYS, outcomeFrom.toDays());
    if (latest < 1) {
      throw new ParameterException(
          spec.commandLine(),
          "--outcome-from: "
              + Durations.format(outcomeFrom)
              + " (expected: 1d or more, so that a window fits before it)");
    }
    return windows == null
        ? IntStream.rangeClosed(1, Math.min(USUAL_DAYS, latest)).boxed().toList()
        : windows.stream().map(window -> days(window, latest, spec)).toList();
  }

  private static int days(String window, int latest, CommandSpec spec) {
    String expected = "whole days, 1d to " + latest + "d, where the outcome begins";
    Duration length;
    try {
      length = Durations.parse(window.strip());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--window: " + window + " (expected: " + expected + ")", e);
    }
    long days = length.toDays();
    if (!length.equals(Duration.ofDays(days)) || days < 1 || days > latest) {
      throw new ParameterException(
          spec.commandLine(), "--window: " + window + " (expected: " + expected + ")");
    }
    return (int) days;
  }
}
