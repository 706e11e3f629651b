package dev.firstvalue.definition.bind;

import com.google.protobuf.Timestamp;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.FieldPath;
import dev.firstvalue.definition.plan.EntityKind;
import dev.firstvalue.definition.plan.ExposurePlan;
import dev.firstvalue.definition.plan.ExposureReadings;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Stream;
import dev.firstvalue.definition.v1.Arm;
import dev.firstvalue.definition.v1.Correction;
import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.definition.v1.Exposure;
import dev.firstvalue.definition.v1.Looks;
import dev.firstvalue.definition.v1.TestPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Binds an experiment to the plan of its definition. */
final class ExposureBinder {
  private final String name;
  private final ExperimentSpec spec;
  private final Plan definition;
  private final Catalog catalog;
  private final Notes notes;

  ExposureBinder(Document.OfExperiment document, Plan definition, Catalog catalog, Notes notes) {
    this.name = document.message().getMetadata().getName();
    this.spec = document.message().getSpec();
    this.definition = definition;
    this.catalog = catalog;
    this.notes = notes;
  }

  /** The plan, or null with findings. */
  @Nullable ExposurePlan bind() {
    units();
    arms();
    looks();
    ExposurePlan.Log log = log();
    Instant start = instant(spec.getStart());
    Optional<Instant> end = spec.hasEnd() ? Optional.of(instant(spec.getEnd())) : Optional.empty();
    if (end.isPresent() && !end.get().isAfter(start)) {
      notes.error(
          "experiment-period",
          "spec.end",
          "the experiment ends before it starts",
          end.get().toString(),
          "later than start, " + start);
    }
    Duration window =
        spec.getWithin().isEmpty()
            ? definition.window()
            : notes.positive(spec.getWithin(), "spec.within");
    // A wrong window hides nothing else: metrics are checked against the definition's.
    ExposureReadings readings =
        new MetricBinder(spec, definition, catalog, notes)
            .bind(window == null ? definition.window() : window);
    return notes.block() || log == null || window == null
        ? null
        : new ExposurePlan(name, definition, log, start, end, window, readings);
  }

  private void units() {
    String entity = Keys.word(definition.entity());
    String unit = spec.getUnit().isEmpty() ? entity : spec.getUnit();
    if (!unit.equals(entity) && definition.entity() == EntityKind.ACCOUNT) {
      notes.error(
          "unit-differs",
          "spec.unit",
          "the members of an account may be in different arms, and the definition counts accounts",
          unit,
          entity);
    }
    String cluster = spec.getCluster().isEmpty() ? unit : spec.getCluster();
    if (unit.equals("account") && cluster.equals("user")) {
      notes.error(
          "cluster-smaller",
          "spec.cluster",
          "standard errors by less than what was randomised are too small",
          cluster,
          unit);
    } else if (definition.source().entityColumns().keySet().stream()
        .noneMatch(e -> Keys.word(e).equals(cluster))) {
      notes.unknown(
          "entity-unknown",
          "spec.cluster",
          "the event model maps no such entity",
          cluster,
          definition.source().entityColumns().keySet().stream().map(Keys::word).toList());
    }
  }

  private void arms() {
    List<Arm> arms = spec.getArmsList();
    notes.distinctNames("spec.arms", arms.stream().map(Arm::getName).toList());
    long controls = arms.stream().filter(Arm::getControl).count();
    if (controls != 1) {
      notes.error(
          "arm-control",
          "spec.arms",
          "exactly one arm is the control",
          controls + " controls",
          "one arm with control: true");
    }
  }

  private void looks() {
    TestPlan test = spec.getTest();
    List<Double> at = test.getAtList();
    boolean planned = test.getLooks() == Looks.LOOKS_PLANNED;
    boolean rising = !at.isEmpty() && at.getLast() == 1;
    for (int i = 1; i < at.size(); i++) {
      rising &= at.get(i) > at.get(i - 1);
    }
    if (planned ? !rising : !at.isEmpty()) {
      notes.error(
          "looks-at",
          "spec.test.at",
          planned
              ? "planned looks stand at rising shares of the information, the last at 1"
              : "only planned looks stand at shares of the information",
          at.toString(),
          planned ? "such as [0.5, 1.0]" : "looks: PLANNED, or no at");
    }
    if (test.getCorrection() == Correction.CORRECTION_DUNNETT && test.getSides() == 1) {
      notes.error(
          "dunnett-sides",
          "spec.test.correction",
          "Dunnett's test is two-sided here",
          "DUNNETT with sides: 1",
          "HOLM, or sides: 2");
    }
  }

  private ExposurePlan.@Nullable Log log() {
    Exposure exposure = spec.getExposure();
    if (exposure.getLog() || exposure.getEventCount() == 0) {
      if (definition.source().exposures().isPresent()) {
        return new ExposurePlan.Log.Table(definition.source().exposures().get());
      }
      notes.error(
          "exposure-log-missing",
          spec.hasExposure() ? "spec.exposure.log" : "spec.exposure",
          "the event model has no log of exposures",
          "no spec.exposures",
          "exposures in the event model, or an event that names the arm here");
      return null;
    }
    EntityKind entity = definition.entity();
    Streams streams = new Streams(definition.source(), catalog, entity, notes);
    Stream stream =
        streams.bind(
            exposure.getEventList(),
            exposure.getWhere(),
            List.of(),
            "spec.exposure",
            Optional.empty());
    String arm =
        stream == null
            ? null
            : streams
                .keys()
                .arm(
                    exposure.getArm(),
                    FieldPath.field("spec.exposure", "arm"),
                    catalog.of(exposure.getEventList()));
    return stream == null || arm == null ? null : new ExposurePlan.Log.Events(stream, arm);
  }

  private static Instant instant(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }
}
