package dev.firstvalue.console.words;

import dev.firstvalue.definition.v1.Milestone;
import dev.firstvalue.definition.v1.Outcome;
import dev.firstvalue.definition.v1.Start;
import dev.firstvalue.definition.v1.ValueEvent;
import dev.firstvalue.definition.v1.ValueEventSpec;
import dev.firstvalue.definition.v1.Variant;
import java.util.ArrayList;
import java.util.List;

/** A definition in words, for those who do not write them. */
public final class DefinitionWords {
  private DefinitionWords() {}

  /** What it takes, in a line. */
  public static String line(ValueEvent definition) {
    ValueEventSpec spec = definition.getSpec();
    return ConditionWords.of(spec.getQualifies()).line()
        + ", within "
        + Durations.words(spec.getWithin())
        + " of "
        + String.join(" or ", spec.getStart().getEventList())
        + (spec.getVariantsCount() == 0 ? "" : "; for some, another rule");
  }

  /** What it says, a sentence at a time. */
  public static List<Clause> of(ValueEvent definition) {
    ValueEventSpec spec = definition.getSpec();
    List<Clause> clauses = new ArrayList<>();
    clauses.add(start(spec));
    clauses.add(
        new Clause.Writer()
            .words("Value is reached within " + Durations.words(spec.getWithin()) + " by ")
            .clause(ConditionWords.of(spec.getQualifies()))
            .words(".")
            .done());
    for (Variant variant : spec.getVariantsList()) {
      clauses.add(
          new Clause.Writer()
              .words("Where ")
              .code(variant.getWhen().strip())
              .words(" (" + variant.getName() + "), it is reached by ")
              .clause(ConditionWords.of(variant.getQualifies()))
              .words(" instead.")
              .done());
    }
    if (spec.getMilestonesCount() > 0) {
      Clause.Writer steps = new Clause.Writer().words("The steps on the way:");
      for (Milestone milestone : spec.getMilestonesList()) {
        steps.part(named(milestone.getName(), ConditionWords.of(milestone.getCondition())));
      }
      clauses.add(steps.done());
    }
    if (spec.getOutcomesCount() > 0) {
      clauses.add(outcomes(spec.getOutcomesList()));
    }
    if (spec.getSegmentsCount() > 0) {
      Clause.Writer cuts = new Clause.Writer().words("Reports are cut by each of these:");
      spec.getSegmentsList().forEach(cut -> cuts.part(new Clause.Writer().code(cut).done()));
      clauses.add(cuts.done());
    }
    return List.copyOf(clauses);
  }

  private static Clause start(ValueEventSpec spec) {
    Start start = spec.getStart();
    Clause.Writer out =
        new Clause.Writer()
            .words(
                (spec.getEntity().equals("account") ? "An account" : "A user")
                    + " is counted from the first ");
    ConditionWords.events(out, start.getEventList(), start.getWhere(), List.of());
    if (!start.getNewness().isEmpty()) {
      out.words(", with nothing in the " + Durations.words(start.getNewness()) + " before");
    }
    return out.words(".").done();
  }

  private static Clause outcomes(List<Outcome> outcomes) {
    Clause.Writer out = new Clause.Writer().words("Retained means:");
    for (Outcome outcome : outcomes) {
      String from = Durations.words(outcome.getFrom());
      out.part(
          named(
              outcome.getName(),
              new Clause.Writer()
                  .clause(ConditionWords.of(outcome.getCondition()))
                  .words(
                      ", from "
                          + (from.isEmpty() ? "time zero" : from)
                          + " to "
                          + Durations.words(outcome.getTo())
                          + " after time zero")
                  .done()));
    }
    return out.done();
  }

  private static Clause named(String name, Clause clause) {
    return new Clause.Writer().words(name + ": ").clause(clause).done();
  }
}
