package dev.firstvalue.validator.sensitivity;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.experiment.v1.ArmsAsInstrument;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.experiment.v1.TrustOutcome;
import dev.firstvalue.validation.v1.InstrumentalEstimate;
import dev.firstvalue.validation.v1.Provenance;
import java.util.ArrayList;
import java.util.List;

/**
 * What experiments say reaching value does to the outcomes: their instrumental estimates beside a
 * backtest of the same meaning. No row of the ladder, because people and question are others.
 */
public final class Instruments {
  private Instruments() {}

  /**
   * Refuses the report of an experiment that is about another meaning.
   *
   * @param place where the report comes from, for the message
   * @throws FirstvalueException ARGUMENT_INVALID
   */
  public static void requireSameMeaning(Provenance own, LiftReport report, String place) {
    if (!own.getMeaningHash().equals(report.getProvenance().getMeaningHash())) {
      throw new FirstvalueException(
          ErrorCode.ARGUMENT_INVALID,
          place,
          "is about another meaning of "
              + own.getDefinition()
              + " (found: "
              + report.getProvenance().getMeaningHash()
              + "; expected: "
              + own.getMeaningHash()
              + ")",
          "Give the report of an experiment that is pinned to this version");
    }
  }

  public static List<InstrumentalEstimate> of(List<LiftReport> reports) {
    List<InstrumentalEstimate> estimates = new ArrayList<>();
    for (LiftReport report : reports) {
      boolean trusted =
          report.getChecksList().stream()
              .noneMatch(check -> check.getOutcome() == TrustOutcome.TRUST_OUTCOME_FAILED);
      for (ArmsAsInstrument arms : report.getInstrumentsList()) {
        estimates.add(estimate(report, arms, trusted));
      }
    }
    return estimates;
  }

  private static InstrumentalEstimate estimate(
      LiftReport report, ArmsAsInstrument arms, boolean trusted) {
    InstrumentalEstimate.Builder estimate =
        InstrumentalEstimate.newBuilder()
            .setExperiment(report.getExperiment())
            .setWatermark(report.getProvenance().getWatermark())
            .setOutcome(arms.getOutcome())
            .setArm(arms.getArm())
            .setAgainst(arms.getAgainst())
            .setEntities(arms.getEntities())
            .setActivation(arms.getActivation())
            .setOutcomeDifference(arms.getOutcomeDifference())
            .setSentence(arms.getNote().isEmpty() ? arms.getSentence() : arms.getNote())
            .setTrusted(trusted);
    if (trusted) {
      if (arms.hasEffect()) {
        estimate.setEffect(arms.getEffect());
      }
      if (arms.hasFirstStageF()) {
        estimate.setFirstStageF(arms.getFirstStageF());
      }
      if (arms.hasPValue()) {
        estimate.setPValue(arms.getPValue());
      }
      return estimate.build();
    }
    return estimate
        .setSentence("a check of trust failed in this experiment: it shows nothing")
        .build();
  }
}
