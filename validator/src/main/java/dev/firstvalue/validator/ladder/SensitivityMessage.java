package dev.firstvalue.validator.ladder;

import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.sensitivity.EValue;
import dev.firstvalue.statistics.strata.MantelHaenszelRatio;
import dev.firstvalue.validation.v1.DroppedCovariate;
import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validation.v1.Sensitivity;
import dev.firstvalue.validator.account.TwoArms;
import dev.firstvalue.validator.estimate.Estimates;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** How strong a hidden trait would have to be, beside what was measured. */
final class SensitivityMessage {
  /** How what entities did in their windows is called among the covariates. */
  private static final String ACTIVITY = "activity";

  private static final String NOTHING = "There is nothing that a hidden trait could explain.";

  private final Plan plan;
  private final Benchmarks benchmarks;
  private final Sensitivity.Builder message = Sensitivity.newBuilder();

  private SensitivityMessage(Plan plan, Benchmarks benchmarks) {
    this.plan = plan;
    this.benchmarks = benchmarks;
  }

  static Sensitivity of(Plan plan, Benchmarks benchmarks, double level) {
    SensitivityMessage sensitivity = new SensitivityMessage(plan, benchmarks);
    sensitivity.ratio(level);
    sensitivity.dropped();
    return sensitivity.message.setSentence(sensitivity.sentence()).build();
  }

  /** Of a last row that has no number. */
  static Sensitivity absent(String why) {
    return Sensitivity.newBuilder()
        .setAdjustedRatio(Estimate.newBuilder().setNote(why))
        .setSentence(NOTHING)
        .build();
  }

  private void ratio(double level) {
    Optional<MantelHaenszelRatio> ratio = benchmarks.ratio();
    if (ratio.isEmpty()) {
      message.setAdjustedRatio(
          Estimate.newBuilder()
              .setNote("no cell holds retained entities of both sides: no ratio exists"));
      return;
    }
    Estimate.Builder estimate = Estimate.newBuilder().setEstimate(ratio.get().ratio());
    message.setEValue(EValue.of(ratio.get().ratio()));
    interval(ratio.get(), level)
        .ifPresentOrElse(
            interval -> {
              estimate.setInterval(Estimates.message(interval));
              message.setEValueOfLimit(EValue.ofLimit(interval));
            },
            () -> estimate.setNote(TwoArms.FEW));
    message.setAdjustedRatio(estimate);
  }

  /** Over accounts where entities share them; empty with too few of those. */
  private Optional<Interval> interval(MantelHaenszelRatio ratio, double level) {
    if (!benchmarks.clustered()) {
      return Optional.of(ratio.interval(level));
    }
    return benchmarks
        .accountError()
        .map(error -> error.interval(Math.log(ratio.ratio()), level))
        .map(
            limits ->
                new Interval(
                    Math.exp(limits.low()), Math.exp(limits.high()), level, limits.method()));
  }

  private void dropped() {
    for (int i = 0; i < plan.attributes().size(); i++) {
      drop(plan.attributes().get(i).name(), benchmarks.without().get(i));
    }
    drop(ACTIVITY, benchmarks.withoutActivity());
  }

  private void drop(String name, OptionalDouble without) {
    if (without.isPresent() && benchmarks.difference().isPresent()) {
      message.addDropped(
          DroppedCovariate.newBuilder()
              .setName(name)
              .setDifference(without.getAsDouble())
              .setMoved(benchmarks.difference().getAsDouble() - without.getAsDouble()));
    }
  }

  private String sentence() {
    Optional<DroppedCovariate> strongest =
        message.getDroppedList().stream()
            .filter(dropped -> !dropped.getName().equals(ACTIVITY))
            .max(Comparator.comparingDouble(dropped -> Math.abs(dropped.getMoved())));
    if (benchmarks.difference().isEmpty() || !message.hasEValue()) {
      return NOTHING;
    }
    double remains = benchmarks.difference().getAsDouble();
    String trait =
        String.format(
            Locale.ROOT,
            "A hidden trait that goes with reaching value and with staying by a ratio of %.2f each"
                + " could explain all that remains%s.",
            message.getEValue(),
            message.hasEValueOfLimit()
                ? String.format(
                    Locale.ROOT,
                    "; one of %.2f would bring its interval to nothing",
                    message.getEValueOfLimit())
                : "");
    if (strongest.isEmpty()) {
      return trait + " No segment is declared to compare it with.";
    }
    double moved = Math.abs(strongest.get().getMoved());
    return trait
        + String.format(
            Locale.ROOT,
            " Of what was measured at time zero, %s moves the difference most: by %.1f points, of"
                + " %.1f that remain.",
            strongest.get().getName(),
            moved * 100,
            remains * 100);
  }
}
