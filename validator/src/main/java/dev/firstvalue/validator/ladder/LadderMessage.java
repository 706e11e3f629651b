package dev.firstvalue.validator.ladder;

import dev.firstvalue.definition.plan.Durations;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.LiftRow;
import dev.firstvalue.statistics.proportion.FourfoldTable;
import dev.firstvalue.validation.v1.BiasLadder;
import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validation.v1.LadderRow;
import dev.firstvalue.validation.v1.LadderStep;
import dev.firstvalue.validation.v1.LateActivators;
import dev.firstvalue.validation.v1.Reachability;
import dev.firstvalue.validator.account.TwoArms;
import dev.firstvalue.validator.estimate.Estimates;
import dev.firstvalue.validator.estimate.Words;
import dev.firstvalue.validator.inquiry.Inquiry;
import java.util.List;
import java.util.Locale;

/** The ladder as a message, each row with a sentence that says what its number is. */
final class LadderMessage {
  private final Inquiry inquiry;
  private final Plan plan;
  private final Ladder ladder;
  private final long eligible;

  private LadderMessage(Inquiry inquiry, Ladder ladder) {
    this.inquiry = inquiry;
    this.plan = inquiry.plan();
    this.ladder = ladder;
    this.eligible = ladder.rung(Step.FIXED_WINDOW).entities();
  }

  static BiasLadder of(Inquiry inquiry, Ladder ladder, TwoArms late) {
    return new LadderMessage(inquiry, ladder).message(late);
  }

  private BiasLadder message(TwoArms late) {
    BiasLadder.Builder message =
        BiasLadder.newBuilder()
            .setDecides(
                inquiry.policy().getLift().getOn() == LiftRow.LIFT_ROW_FIXED_WINDOW
                    ? LadderStep.LADDER_STEP_FIXED_WINDOW
                    : LadderStep.LADDER_STEP_VOLUME_ADJUSTED)
            .setSentence(comesTo())
            .setVolumeCut(ladder.volumeCut())
            .addAllCovariates(covariates());
    message.setLate(late(late));
    ladder.clusters().ifPresent(message::setClusters);
    Rung crude = ladder.rung(Step.FIXED_WINDOW);
    Rung excess = ladder.rung(Step.VOLUME_ADJUSTED);
    if (crude.difference().isPresent() && excess.difference().isPresent()) {
      message.setGoesWithActivity(
          crude.difference().getAsDouble() - excess.difference().getAsDouble());
    }
    ladder.rungs().forEach(rung -> message.addRows(row(rung)));
    return message.build();
  }

  /** Absent shares where nobody was late, or too few. */
  private LateActivators late(TwoArms arms) {
    FourfoldTable late = arms.table();
    LateActivators.Builder message =
        LateActivators.newBuilder()
            .setEntities(Math.toIntExact(late.marked()))
            .setRetained(Math.toIntExact(late.markedPositive()));
    Reachability share =
        inquiry.estimates().reachability(message.getRetained(), message.getEntities());
    if (share.hasRate() && late.marked() >= inquiry.leastCell()) {
      message.setRate(share.getRate());
      if (arms.clusters().isEmpty()) {
        message.setInterval(share.getInterval());
      } else {
        arms.retainedIfReached()
            .map(over -> over.interval(inquiry.estimates().level()))
            .ifPresent(interval -> message.setInterval(Estimates.message(interval)));
      }
    }
    return message.build();
  }

  private LadderRow row(Rung rung) {
    LadderRow.Builder row =
        LadderRow.newBuilder()
            .setStep(step(rung.step()))
            .setEntities(Math.toIntExact(rung.entities()))
            .setReached(Math.toIntExact(rung.reached()))
            .setOthers(Math.toIntExact(rung.others()))
            .setSentence(sentence(rung));
    Estimate.Builder difference = row.getDifferenceBuilder().setNote(rung.note());
    rung.difference().ifPresent(difference::setEstimate);
    rung.interval().ifPresent(interval -> difference.setInterval(Estimates.message(interval)));
    rung.unsupported().ifPresent(row::setUnsupported);
    if (eligible > 0) {
      row.setShare((double) rung.entities() / eligible);
    }
    return row.build();
  }

  private String sentence(Rung rung) {
    if (rung.difference().isEmpty()) {
      return Words.capital(rung.note()) + ".";
    }
    String points = Words.points(rung.difference().getAsDouble()) + " points";
    return switch (rung.step()) {
      case ANY_TIME ->
          points
              + " between those who ever reached value and those who never did. Who stays has"
              + " longer to reach it, so this proves nothing.";
      case FIXED_WINDOW -> points + " with the same " + within() + " for everyone.";
      case ALIVE_AT_END ->
          points
              + " among the "
              + Words.percent(share(rung))
              + " who did something else in the last "
              + Durations.format(LadderCounts.alive(plan))
              + " of the window. That choice is made after time zero.";
      case SAME_DAY ->
          points
              + " between those who reached value on a day and those as active on that day and"
              + " before it who had not.";
      case KNOWN_AT_START ->
          plan.attributes().isEmpty()
              ? points + ": no segment is declared, so nothing known at time zero is held equal."
              : points
                  + " with "
                  + String.join(", ", covariates())
                  + " held equal"
                  + unsupported(rung)
                  + ".";
      case VOLUME_ADJUSTED -> comesTo() + unsupportedSentence(rung);
    };
  }

  /** What the last row says of the second. */
  private String comesTo() {
    Rung crude = ladder.rung(Step.FIXED_WINDOW);
    Rung excess = ladder.rung(Step.VOLUME_ADJUSTED);
    if (crude.difference().isEmpty() || excess.difference().isEmpty()) {
      return Words.capital(crude.note().isEmpty() ? excess.note() : crude.note()) + ".";
    }
    double whole = crude.difference().getAsDouble();
    double remains = excess.difference().getAsDouble();
    double goes = whole - remains;
    String people = plan.attributes().isEmpty() ? "" : " and what was known of them";
    if (whole <= 0 || goes < 0) {
      return String.format(
          Locale.ROOT,
          "%s points of lift are %s among the equally active.",
          Words.points(whole),
          Words.points(remains));
    }
    if (remains < 0) {
      return String.format(
          Locale.ROOT,
          "All of %.1f points go with how active people were anyway%s: among the equally active"
              + " the difference is %s points.",
          whole * 100,
          people,
          Words.points(remains));
    }
    return String.format(
        Locale.ROOT,
        "Of %.1f points, %.1f go with how active people were anyway%s; %.1f remain. Being active"
            + " may itself be an effect of value, so that is cautious, not a bound.",
        whole * 100,
        goes * 100,
        people,
        remains * 100);
  }

  private String unsupported(Rung rung) {
    return rung.unsupported().orElse(0) > 0
        ? "; "
            + Words.percent(rung.unsupported().getAsDouble())
            + " stand where nobody is to be compared with and are left out"
        : "";
  }

  private String unsupportedSentence(Rung rung) {
    return rung.unsupported().orElse(0) > 0
        ? " "
            + Words.percent(rung.unsupported().getAsDouble())
            + " stand where all reached value or none did, and add nothing."
        : "";
  }

  private double share(Rung rung) {
    return eligible == 0 ? 0 : (double) rung.entities() / eligible;
  }

  private String within() {
    return Durations.format(plan.window());
  }

  private List<String> covariates() {
    return plan.attributes().stream().map(attribute -> attribute.name()).toList();
  }

  static LadderStep step(Step step) {
    return switch (step) {
      case ANY_TIME -> LadderStep.LADDER_STEP_ANY_TIME;
      case FIXED_WINDOW -> LadderStep.LADDER_STEP_FIXED_WINDOW;
      case ALIVE_AT_END -> LadderStep.LADDER_STEP_ALIVE_AT_END;
      case SAME_DAY -> LadderStep.LADDER_STEP_SAME_DAY;
      case KNOWN_AT_START -> LadderStep.LADDER_STEP_KNOWN_AT_START;
      case VOLUME_ADJUSTED -> LadderStep.LADDER_STEP_VOLUME_ADJUSTED;
    };
  }
}
