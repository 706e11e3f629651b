package dev.firstvalue.definition.bind;

import dev.firstvalue.definition.document.FieldPath;
import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Expression.StartProperty;
import dev.firstvalue.definition.expression.PropertyTypes;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.plan.Durations;
import dev.firstvalue.definition.plan.ExposureReadings;
import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.MetricPlan;
import dev.firstvalue.definition.plan.PastPlan;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Range;
import dev.firstvalue.definition.plan.Stream;
import dev.firstvalue.definition.v1.Adjustment;
import dev.firstvalue.definition.v1.Amount;
import dev.firstvalue.definition.v1.Condition;
import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.definition.v1.Guardrail;
import dev.firstvalue.definition.v1.Metric;
import dev.firstvalue.proto.EnumWords;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Binds what an experiment reads beside the value event: metrics, guardrails, covariates. */
final class MetricBinder {
  private static final String PRIMARY = "primary";

  private final ExperimentSpec spec;
  private final Plan definition;
  private final Notes notes;
  private final Streams streams;
  private final PropertyTypes startTypes;
  private final ConditionBinder conditionBinder;
  private final List<Instants> conditions = new ArrayList<>();
  private final List<Leaf.Total> amounts = new ArrayList<>();

  MetricBinder(ExperimentSpec spec, Plan definition, Catalog catalog, Notes notes) {
    this.spec = spec;
    this.definition = definition;
    this.notes = notes;
    this.streams = new Streams(definition.source(), catalog, definition.entity(), notes);
    this.startTypes = catalog.of(definition.anchor().stream().events());
    this.conditionBinder = new ConditionBinder(streams, startTypes, notes);
  }

  /**
   * The readings; with findings they lack what is wrong.
   *
   * @param window the experiment's
   */
  ExposureReadings bind(Duration window) {
    names();
    List<MetricPlan> secondary = new ArrayList<>();
    for (int i = 0; i < spec.getSecondaryCount(); i++) {
      MetricPlan metric =
          metric(spec.getSecondary(i), FieldPath.index("spec.secondary", i), window);
      if (metric != null) {
        secondary.add(metric);
      }
    }
    List<MetricPlan> guardrails = new ArrayList<>();
    for (int i = 0; i < spec.getGuardrailsCount(); i++) {
      Guardrail guardrail = spec.getGuardrails(i);
      String path = FieldPath.index("spec.guardrails", i);
      Range own = range(guardrail.getFrom(), guardrail.getWithin(), path, window);
      MetricPlan.Measure measure = holds(guardrail.getCondition(), path, own);
      if (own != null && measure != null) {
        guardrails.add(new MetricPlan(guardrail.getName(), own, measure, OptionalDouble.empty()));
      }
    }
    List<ExposureReadings.Outcome> outcomes = outcomes();
    List<PastPlan> past = new PastBinder(spec, streams, notes).bind();
    return new ExposureReadings(
        conditionBinder.leaves(),
        conditions,
        amounts,
        covariates(past.size()),
        secondary,
        guardrails,
        outcomes,
        past);
  }

  /** The definition's outcomes, with the leaves that they read. */
  private List<ExposureReadings.Outcome> outcomes() {
    List<ExposureReadings.Outcome> outcomes = new ArrayList<>();
    for (Plan.Outcome outcome : definition.outcomes()) {
      conditions.add(
          outcome
              .instants()
              .withLeaves(leaf -> conditionBinder.index(definition.leaves().get(leaf))));
      outcomes.add(
          new ExposureReadings.Outcome(outcome.name(), outcome.range(), conditions.size() - 1));
    }
    return outcomes;
  }

  private void names() {
    List<String> names = new ArrayList<>();
    spec.getSecondaryList().forEach(metric -> names.add(metric.getName()));
    notes.distinctNames("spec.secondary", names);
    List<String> guardrails = spec.getGuardrailsList().stream().map(Guardrail::getName).toList();
    notes.distinctNames("spec.guardrails", guardrails);
    for (int i = 0; i < guardrails.size(); i++) {
      refuseTaken(guardrails.get(i), names, FieldPath.index("spec.guardrails", i));
    }
    for (int i = 0; i < names.size(); i++) {
      refuseTaken(names.get(i), List.of(), FieldPath.index("spec.secondary", i));
    }
  }

  private void refuseTaken(String name, List<String> taken, String path) {
    if (name.equals(PRIMARY) || taken.contains(name)) {
      notes.error(
          "metric-name",
          FieldPath.field(path, "name"),
          "reports and the decision would call two metrics by one name",
          name,
          "a name that no other metric has; primary is the activation's");
    }
  }

  private @Nullable MetricPlan metric(Metric metric, String path, Duration window) {
    Range own = range(metric.getFrom(), metric.getWithin(), path, window);
    Range range = own == null ? Range.within(window) : own;
    MetricPlan.Measure measure =
        switch (metric.getFormCase()) {
          case COUNT -> {
            Integer amount = count(metric.getCount(), FieldPath.field(path, "count"), range);
            yield amount == null ? null : new MetricPlan.Measure.Count(amount);
          }
          case SUM -> {
            Integer amount = sum(metric.getSum(), FieldPath.field(path, "sum"), range);
            yield amount == null ? null : new MetricPlan.Measure.Sum(amount);
          }
          case RATIO -> {
            String at = FieldPath.field(path, "ratio");
            Integer of = amount(metric.getRatio().getOf(), FieldPath.field(at, "of"), range);
            Integer to = amount(metric.getRatio().getTo(), FieldPath.field(at, "to"), range);
            yield of == null || to == null ? null : new MetricPlan.Measure.Ratio(of, to);
          }
          case QUANTILE -> {
            String at = FieldPath.field(FieldPath.field(path, "quantile"), "of");
            Integer amount = amount(metric.getQuantile().getOf(), at, range);
            yield amount == null
                ? null
                : new MetricPlan.Measure.Quantile(amount, metric.getQuantile().getQ());
          }
          case CONDITION -> holds(metric.getCondition(), path, own);
          case TIME_TO_VALUE -> timeToValue(own, path, window);
          case FORM_NOT_SET -> null;
        };
    cap(metric, path);
    return own == null || measure == null
        ? null
        : new MetricPlan(
            metric.getName(),
            own,
            measure,
            metric.hasCap() ? OptionalDouble.of(metric.getCap()) : OptionalDouble.empty());
  }

  /** When events of a metric count; null with a finding. */
  private @Nullable Range range(String from, String within, String path, Duration window) {
    Duration end =
        within.isEmpty() ? window : notes.positive(within, FieldPath.field(path, "within"));
    if (from.isEmpty() || end == null) {
      return end == null ? null : Range.within(end);
    }
    Duration begin = notes.positive(from, FieldPath.field(path, "from"));
    if (begin != null && begin.compareTo(end) >= 0) {
      notes.error(
          "metric-window",
          FieldPath.field(path, "from"),
          "the metric is over before it begins",
          from,
          "less than " + Durations.format(end));
      return null;
    }
    return begin == null ? null : new Range(begin, end);
  }

  private MetricPlan.@Nullable Measure holds(
      Condition condition, String path, @Nullable Range range) {
    Instants instants =
        conditionBinder.bind(
            condition,
            FieldPath.field(path, "condition"),
            ConditionPlace.besideQualifies(range == null ? Range.within(Binder.LONGEST) : range));
    if (instants == null) {
      return null;
    }
    conditions.add(instants);
    return new MetricPlan.Measure.Holds(conditions.size() - 1);
  }

  private MetricPlan.@Nullable Measure timeToValue(
      @Nullable Range own, String path, Duration window) {
    if (own != null && own.from().isPositive()) {
      notes.error(
          "metric-window",
          FieldPath.field(path, "from"),
          "the time to value is that since the exposure",
          Durations.format(own.from()),
          "no from beside timeToValue");
      return null;
    }
    if (own != null && own.to().compareTo(window) > 0) {
      notes.error(
          "metric-window",
          FieldPath.field(path, "within"),
          "the value event is not looked for after the experiment's window",
          Durations.format(own.to()),
          "at most " + Durations.format(window));
      return null;
    }
    return new MetricPlan.Measure.TimeToValue();
  }

  private void cap(Metric metric, String path) {
    boolean amount = metric.hasCount() || metric.hasSum();
    if (metric.hasCap() && !amount) {
      notes.error(
          "metric-cap",
          FieldPath.field(path, "cap"),
          "only amounts of single entities can be cut",
          Double.toString(metric.getCap()),
          "cap beside count or sum");
    }
  }

  private @Nullable Integer amount(Amount amount, String path, Range range) {
    return amount.getValue().isEmpty() ? count(amount, path, range) : sum(amount, path, range);
  }

  private @Nullable Integer count(Amount amount, String path, Range range) {
    if (!amount.getValue().isEmpty()) {
      notes.error(
          "metric-value",
          FieldPath.field(path, "value"),
          "a count has no value: it counts events",
          amount.getValue(),
          "no value, or sum instead of count");
      return null;
    }
    Stream stream = stream(amount, path);
    return stream == null ? null : index(stream, range, new Expression.IntLiteral(1));
  }

  private @Nullable Integer sum(Amount amount, String path, Range range) {
    Stream stream = stream(amount, path);
    if (stream == null) {
      return null;
    }
    Expression value =
        streams
            .keys()
            .summand(
                amount.getValue(),
                FieldPath.field(path, "value"),
                streams.catalog().of(amount.getEventList()));
    return value == null ? null : index(stream, range, value);
  }

  private @Nullable Stream stream(Amount amount, String path) {
    return streams.bind(
        amount.getEventList(), amount.getWhere(), List.of(), path, Optional.of(startTypes));
  }

  /** Equal amounts are one. */
  private int index(Stream stream, Range range, Expression value) {
    Leaf.Total total = new Leaf.Total(stream, range, value, BigDecimal.ONE, List.of());
    if (!amounts.contains(total)) {
      amounts.add(total);
    }
    return amounts.indexOf(total);
  }

  private List<StartProperty> covariates(int pasts) {
    Keys keys = new Keys(definition.source(), notes);
    List<StartProperty> bound = new ArrayList<>();
    for (int i = 0; i < spec.getCovariatesCount(); i++) {
      String path = FieldPath.index("spec.covariates", i);
      StartProperty property =
          keys.start("covariate-unknown", spec.getCovariates(i), path, startTypes);
      if (property != null && bound.contains(property)) {
        notes.error(
            "covariate-repeated",
            path,
            "the covariate stands twice",
            spec.getCovariates(i),
            "each once");
      } else if (property != null) {
        bound.add(property);
      }
    }
    adjustment(bound, pasts);
    return bound;
  }

  /** Whether there is something to take out, by the method that the plan names. */
  private void adjustment(List<StartProperty> covariates, int pasts) {
    long properties =
        covariates.stream()
            .filter(one -> one.type() == Type.INT || one.type() == Type.DOUBLE)
            .count();
    Adjustment adjustment = spec.getTest().getAdjustment();
    String expected =
        switch (adjustment) {
          case ADJUSTMENT_POST_STRATIFICATION ->
              covariates.size() == properties ? "a covariate that is a word or a truth" : "";
          case ADJUSTMENT_LIN ->
              properties + pasts == 1 ? "" : "one covariate that is a number, or one past";
          case ADJUSTMENT_NONE, ADJUSTMENT_UNSPECIFIED, UNRECOGNIZED -> "";
        };
    if (!expected.isEmpty()) {
      notes.error(
          "adjustment-covariates",
          "spec.test.adjustment",
          "the plan takes out covariates that it does not have",
          EnumWords.word(adjustment.getValueDescriptor()),
          expected);
    }
  }
}
