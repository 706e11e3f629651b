package dev.firstvalue.experiment.metric;

import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.v1.Adjustment;
import dev.firstvalue.experiment.adjustment.Adjustments;
import dev.firstvalue.experiment.adjustment.NumberCovariate;
import dev.firstvalue.experiment.past.PastCovariates;
import dev.firstvalue.experiment.plan.Arms;
import dev.firstvalue.experiment.plan.Inference;
import dev.firstvalue.experiment.population.ExposureCounts.Row;
import dev.firstvalue.experiment.v1.AdjustedComparison;
import dev.firstvalue.experiment.v1.MetricForm;
import dev.firstvalue.statistics.mean.Moments;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A metric with what was done before exposure taken out, where it is a mean of what entities have
 * each by itself, or a ratio, which is the mean of its linearised values. A fold that goes by a
 * count of the past as well has the plain metric in it, so that the first of the past costs no
 * further fold.
 */
final class WithoutPast {
  /** Why nothing is taken out where the plan has no past, and decides with covariates taken out. */
  static final String NO_PAST =
      "not adjusted: covariates of the start are taken out of activation within the window alone,"
          + " and the plan has no past";

  private final MetricReading reading;
  private final PastCovariates past;
  private final boolean clustered;

  WithoutPast(MetricReading reading, PastCovariates past, boolean clustered) {
    this.reading = reading;
    this.past = past;
    this.clustered = clustered;
  }

  /** Why a metric of this form has nothing taken out; empty where it has. */
  static String reason(MetricForm form) {
    return switch (form) {
      case METRIC_FORM_SHARE, METRIC_FORM_COUNT, METRIC_FORM_SUM, METRIC_FORM_RATIO -> "";
      case METRIC_FORM_QUANTILE ->
          "not adjusted: a quantile is no mean, which is what a regression moves";
      case METRIC_FORM_TIME_TO_VALUE ->
          "not adjusted: of entities still without value the time is not known";
      case METRIC_FORM_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("form: " + form + " (expected: a known one)");
    };
  }

  /** What has to be counted: the plain metric in the first, one a count of the past. */
  List<Fold> folds() {
    if (!reading.isMean() || past.size() == 0) {
      return List.of(reading.fold());
    }
    List<Fold> folds = new ArrayList<>();
    for (int i = 0; i < past.size(); i++) {
      folds.add(reading.fold(past.keys(i)));
    }
    return folds;
  }

  /**
   * Every arm against the control, with each count of the past taken out.
   *
   * @param counts those of {@link #folds}, in their order
   */
  List<AdjustedComparison> of(
      List<Counts> counts, Arms arms, Inference inference, Adjustment planned) {
    if (!reading.isMean()) {
      return List.of();
    }
    List<NumberCovariate> numbers = new ArrayList<>();
    for (int i = 0; i < past.size(); i++) {
      numbers.add(new NumberCovariate(past.name(i), groups(counts.get(i))));
    }
    return new Adjustments(arms, List.of(), clustered, planned).of(List.of(), numbers, inference);
  }

  private List<NumberCovariate.Group> groups(Counts counts) {
    Function<Row, Optional<Moments>> values = reading.values(counts);
    List<NumberCovariate.Group> groups = new ArrayList<>();
    for (Row row : reading.population().compared(counts, null)) {
      values
          .apply(row)
          .ifPresent(
              moments ->
                  groups.add(
                      new NumberCovariate.Group(
                          String.valueOf(row.arm()),
                          reading.cluster(row),
                          moments,
                          PastCovariates.number(row, reading.ownKeys()))));
    }
    return groups;
  }
}
