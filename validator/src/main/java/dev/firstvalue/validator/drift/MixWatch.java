package dev.firstvalue.validator.drift;

import static dev.firstvalue.validator.drift.Checks.figure;

import dev.firstvalue.statistics.drift.PopulationStability;
import dev.firstvalue.validation.v1.DriftCheck;
import dev.firstvalue.validation.v1.DriftFigure;
import dev.firstvalue.validation.v1.MixShift;
import dev.firstvalue.validation.v1.MixValue;
import dev.firstvalue.validator.estimate.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Watches the mix of one segment among the reach-mature: its values as they were in the reference,
 * the rare ones together.
 */
final class MixWatch {
  private static final String RULE = "mix-shifted";

  /** Values of the reference that are bins of their own. */
  private static final int NAMED = 20;

  /** The usual lines from which a shift matters a little, and much. */
  private static final double LITTLE = 0.1;

  private static final double MUCH = 0.25;

  private final String segment;
  private final List<MixValue> values;

  MixWatch(String segment, Map<Optional<String>, Series> byValue, Periods periods) {
    this.segment = segment;
    List<MixValue> all = new ArrayList<>();
    byValue.forEach(
        (value, series) -> {
          MixValue.Builder row =
              MixValue.newBuilder()
                  .setReference(Math.toIntExact(periods.referenceReach(series).entities()))
                  .setRecent(Math.toIntExact(periods.recentReach(series).entities()));
          value.ifPresent(row::setValue);
          if (row.getReference() + row.getRecent() > 0) {
            all.add(row.build());
          }
        });
    all.sort(
        Comparator.comparingInt((MixValue v) -> -v.getReference())
            .thenComparing(MixValue::getValue));
    this.values = binned(all);
  }

  /**
   * The shift, or nothing where a period has nobody or there is one value only.
   *
   * @param accounts the values by account, where entities share some
   */
  Optional<MixShift> shift(Optional<AccountMix> accounts) {
    long[] reference = values.stream().mapToLong(MixValue::getReference).toArray();
    long[] recent = values.stream().mapToLong(MixValue::getRecent).toArray();
    if (values.size() < 2
        || Arrays.stream(reference).sum() == 0
        || Arrays.stream(recent).sum() == 0) {
      return Optional.empty();
    }
    PopulationStability stability = PopulationStability.of(reference, recent);
    MixShift.Builder shift =
        MixShift.newBuilder()
            .setSegment(segment)
            .setIndex(stability.index())
            .setFilledValues(stability.filledBins())
            .addAllValues(values);
    accounts
        .map(mix -> mix.line(values))
        .orElse(OptionalDouble.of(stability.line()))
        .ifPresent(shift::setLine);
    return Optional.of(shift.build());
  }

  /** What a shift comes to: it has to be more than chance, and to matter. */
  static DriftCheck check(MixShift shift) {
    if (!shift.hasLine()) {
      return ofFewAccounts(shift);
    }
    boolean real = shift.getIndex() > shift.getLine();
    String found =
        String.format(
            Locale.ROOT,
            "the mix of %s has a stability index of %.3f; chance alone crosses %.3f in one of"
                + " twenty, and 0.1 is where a shift begins to matter",
            shift.getSegment(),
            shift.getIndex(),
            shift.getLine());
    DriftFigure[] figures = {
      figure("psi", shift.getIndex()), figure("chance-line", shift.getLine())
    };
    if (!real || shift.getIndex() < LITTLE) {
      return Checks.pass(RULE, found, figures);
    }
    String most = most(shift);
    return shift.getIndex() < MUCH
        ? Checks.warn(RULE, found + ": " + most, figures)
        : Checks.fail(
            RULE,
            found + ": " + most + ". Other people come now: test the definition on them",
            figures);
  }

  /** What may be chance fails nobody. */
  private static DriftCheck ofFewAccounts(MixShift shift) {
    String found =
        String.format(
            Locale.ROOT,
            "the mix of %s has a stability index of %.3f, and 0.1 is where a shift begins to"
                + " matter; there are too few accounts to tell it from chance",
            shift.getSegment(),
            shift.getIndex());
    DriftFigure psi = figure("psi", shift.getIndex());
    return shift.getIndex() < LITTLE
        ? Checks.pass(RULE, found, psi)
        : Checks.warn(RULE, found + ": " + most(shift), psi);
  }

  /** The value whose share moved furthest. */
  private static String most(MixShift shift) {
    double n = shift.getValuesList().stream().mapToInt(MixValue::getReference).sum();
    double m = shift.getValuesList().stream().mapToInt(MixValue::getRecent).sum();
    MixValue value =
        shift.getValuesList().stream()
            .max(
                Comparator.comparingDouble(v -> Math.abs(v.getReference() / n - v.getRecent() / m)))
            .orElseThrow();
    String name =
        value.getOthers() ? "other values" : value.hasValue() ? value.getValue() : "unknown";
    return name
        + " went from "
        + Words.percent(value.getReference() / n)
        + " to "
        + Words.percent(value.getRecent() / m);
  }

  private static List<MixValue> binned(List<MixValue> all) {
    List<MixValue> named = new ArrayList<>(all.stream().limit(NAMED).toList());
    List<MixValue> rest = all.stream().skip(NAMED).toList();
    if (!rest.isEmpty()) {
      named.add(
          MixValue.newBuilder()
              .setOthers(true)
              .setReference(rest.stream().mapToInt(MixValue::getReference).sum())
              .setRecent(rest.stream().mapToInt(MixValue::getRecent).sum())
              .build());
    }
    return named;
  }
}
