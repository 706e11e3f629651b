package dev.firstvalue.validator.bridge;

import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.definition.facts.Watermark;
import dev.firstvalue.definition.meaning.Change;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.validation.v1.BridgeLift;
import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validation.v1.Provenance;
import dev.firstvalue.validation.v1.VersionBridge;
import dev.firstvalue.validator.ReadProvenance;
import dev.firstvalue.validator.Scope;
import dev.firstvalue.validator.estimate.Estimates;
import dev.firstvalue.validator.estimate.Words;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Sets two versions of a definition beside each other on the same entities. Both are judged by the
 * same events up to the same instant, so who flips is a census; intervals are for cohorts to come.
 */
public final class Bridge {
  private final FactSource facts;
  private final Clock clock;

  /** Bridges on these facts; the clock bounds the watermark. */
  public Bridge(FactSource facts, Clock clock) {
    this.facts = facts;
    this.clock = clock;
  }

  /** Compares an older version with a newer, which gives policy, segments and outcome. */
  public VersionBridge between(Side from, Side to, Scope scope) {
    Plan older = from.subject().plan();
    Plan newer = to.subject().plan();
    Change change = Change.between(from.state(), to.state());
    Watermark watermark = Watermark.of(scope.asOf(), facts.extent(newer.source()), clock.instant());
    VersionBridge.Builder bridge =
        VersionBridge.newBuilder()
            .setDefinition(to.subject().document().getMetadata().getName())
            .setEntity(to.subject().document().getSpec().getEntity())
            .setChange(change.kind().name());
    if (older.entity() != newer.entity()) {
      bridge
          .setNote(
              "the versions count other things, "
                  + from.subject().document().getSpec().getEntity()
                  + "s and "
                  + to.subject().document().getSpec().getEntity()
                  + "s: no entity is in both populations")
          .setSentence("Nothing can be compared: " + bridge.getNote() + ".");
      return finished(bridge, from, to, watermark, scope);
    }
    Marks marks =
        new Marks(facts, watermark.instant(), scope, Marks.longest(List.of(older, newer)));
    Comparison comparison = new Comparison(newer);
    marks.pairs(older, newer, comparison::add);
    if (change.kind() == Change.Kind.REDEFINES) {
      bridge.setNote(
          "the versions start otherwise, so they are two populations: compared are entities that"
              + " are in both, each version from its own time zero");
    }
    describe(bridge, comparison, to);
    bridge.addAllClauses(
        comparison.flips().byClause(new Clauses(from.state(), to.state(), change), marks));
    return finished(bridge, from, to, watermark, scope);
  }

  private static void describe(VersionBridge.Builder bridge, Comparison comparison, Side to) {
    PolicySpec policy = to.subject().policy();
    Plan plan = to.subject().plan();
    Rows rows = new Rows(policy.getLift().getLevel(), policy.getSample().getPerCell());
    bridge
        .setCompared(Math.toIntExact(comparison.overall().all().entities()))
        .setFromOnly(Math.toIntExact(comparison.fromOnly()))
        .setToOnly(Math.toIntExact(comparison.toOnly()));
    if (bridge.getCompared() == 0) {
      bridge.setSentence(
          "Nothing can be compared: no entity is new and watched to its end by both versions.");
      return;
    }
    bridge.setOverall(rows.row(comparison.overall()));
    for (int i = 0; i < plan.attributes().size(); i++) {
      bridge.addSegments(
          rows.segment(
              "start.properties." + plan.attributes().get(i).name(), comparison.segment(i)));
    }
    if (!plan.outcomes().isEmpty()) {
      bridge.setLift(lift(comparison.overall(), plan, policy));
    }
    bridge
        .addAllGainedEntities(comparison.flips().shown(true))
        .addAllLostEntities(comparison.flips().shown(false))
        .setSentence(sentence(bridge));
  }

  private static BridgeLift lift(Group all, Plan plan, PolicySpec policy) {
    double level = policy.getLift().getLevel();
    int least = policy.getSample().getPerCell();
    BridgeLift.Builder lift =
        BridgeLift.newBuilder()
            .setOutcome(plan.outcomes().getFirst().name())
            .setClusters(all.clusters().size());
    Optional<LiftChange> change = LiftChange.of(all.all(), all.clusters(), least);
    if (change.isEmpty()) {
      return lift.setChange(
              Estimate.newBuilder()
                  .setNote(
                      "too few: by one of the versions fewer than "
                          + least
                          + " reach value, or all but so many"))
          .build();
    }
    lift.setFrom(change.get().from())
        .setTo(change.get().to())
        .setChange(change.get().estimate(level));
    all.arms(Cell::from).interval(level).map(Estimates::message).ifPresent(lift::setFromInterval);
    all.arms(Cell::to).interval(level).map(Estimates::message).ifPresent(lift::setToInterval);
    return lift.build();
  }

  private static String sentence(VersionBridge.Builder bridge) {
    var row = bridge.getOverall();
    return String.format(
        Locale.ROOT,
        "Of %s %ss, %s reach value by both versions, %s are lost and %s gained%s.",
        Words.count(bridge.getCompared()),
        bridge.getEntity(),
        Words.count(row.getBoth()),
        Words.count(row.getLost()),
        Words.count(row.getGained()),
        row.hasFactor()
            ? String.format(
                Locale.ROOT,
                ": a series of the older is carried over by × %.3f",
                row.getFactor().getEstimate())
            : "");
  }

  private VersionBridge finished(
      VersionBridge.Builder bridge, Side from, Side to, Watermark watermark, Scope scope) {
    Provenance read = ReadProvenance.of(facts.origin(), watermark, scope);
    return bridge
        .setFrom(from.subject().provenance().toBuilder().mergeFrom(read))
        .setTo(to.subject().provenance().toBuilder().mergeFrom(read))
        .build();
  }
}
