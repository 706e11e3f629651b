package dev.firstvalue.reporting.page;

import dev.firstvalue.proto.EnumWords;
import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Table;
import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validation.v1.VariantTrial;
import java.util.ArrayList;
import java.util.List;

/** Whether each variant earns its place. */
final class VariantSection {
  private VariantSection() {}

  static List<Section> of(ValidationReport report) {
    if (report.getVariantTrialsCount() == 0) {
      return List.of();
    }
    List<List<String>> rows = new ArrayList<>();
    for (VariantTrial trial : report.getVariantTrialsList()) {
      rows.add(
          List.of(
              trial.getVariant(),
              Numbers.count(trial.getEntities()),
              reach(trial.hasReach(), trial.getReach().getRate()),
              reach(trial.hasReach(), trial.getCommonReach().getRate()),
              lift(trial, trial.getLift()),
              lift(trial, trial.getCommonLift()),
              lift(trial, trial.getGain()),
              EnumWords.word(trial.getStanding().getValueDescriptor()).replace('_', ' ')));
    }
    return List.of(
        new Table(
            "Does each variant earn its place?",
            "The entities of each variant by its own rule and by the one that would count them"
                + " without it, on the half of the accounts on which clauses are priced. It earns"
                + " its place where the interval of the lift gained lies above 0.",
            List.of(
                Column.words("variant"),
                Column.numbers("entities"),
                Column.numbers("reach"),
                Column.numbers("without it"),
                Column.numbers("lift"),
                Column.numbers("without it"),
                Column.numbers("gained"),
                Column.words("its place")),
            rows));
  }

  private static String reach(boolean present, double rate) {
    return present ? Numbers.percent(rate) : Numbers.TOO_FEW;
  }

  private static String lift(VariantTrial trial, Estimate estimate) {
    return trial.getTooFew() ? Numbers.TOO_FEW : Numbers.difference(estimate);
  }
}
