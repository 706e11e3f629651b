package dev.firstvalue.definition.bind;

import dev.firstvalue.definition.document.FieldPath;
import dev.firstvalue.definition.plan.PastPlan;
import dev.firstvalue.definition.plan.Stream;
import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.definition.v1.PastCount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Binds what an experiment counts before first exposure. */
final class PastBinder {
  private static final String PATH = "spec.past";

  private final ExperimentSpec spec;
  private final Streams streams;
  private final Notes notes;

  PastBinder(ExperimentSpec spec, Streams streams, Notes notes) {
    this.spec = spec;
    this.streams = streams;
    this.notes = notes;
  }

  /** The counts of the past; with findings they lack what is wrong. */
  List<PastPlan> bind() {
    notes.distinctNames(PATH, spec.getPastList().stream().map(PastCount::getName).toList());
    List<PastPlan> bound = new ArrayList<>();
    for (int i = 0; i < spec.getPastCount(); i++) {
      PastPlan count = bind(spec.getPast(i), FieldPath.index(PATH, i));
      if (count != null) {
        repeated(count, bound, FieldPath.index(PATH, i));
        bound.add(count);
      }
    }
    return bound;
  }

  private @Nullable PastPlan bind(PastCount past, String path) {
    Duration lookback = notes.positive(past.getLookback(), FieldPath.field(path, "lookback"));
    if (!past.hasCount()) {
      return lookback == null ? null : new PastPlan(past.getName(), Optional.empty(), lookback);
    }
    String at = FieldPath.field(path, "count");
    if (!past.getCount().getValue().isEmpty()) {
      notes.error(
          "metric-value",
          FieldPath.field(at, "value"),
          "a count has no value: it counts events",
          past.getCount().getValue(),
          "no value");
    }
    // The start can come after the exposure, and what is known later is no covariate.
    Stream stream =
        streams.bind(
            past.getCount().getEventList(),
            past.getCount().getWhere(),
            List.of(),
            at,
            Optional.empty());
    return stream == null || lookback == null
        ? null
        : new PastPlan(past.getName(), Optional.of(stream), lookback);
  }

  private void repeated(PastPlan count, List<PastPlan> before, String path) {
    boolean known =
        before.stream()
            .anyMatch(
                other ->
                    other.stream().equals(count.stream())
                        && other.lookback().equals(count.lookback()));
    if (known) {
      notes.error(
          "covariate-repeated", path, "the covariate stands twice", count.name(), "each once");
    }
  }
}
