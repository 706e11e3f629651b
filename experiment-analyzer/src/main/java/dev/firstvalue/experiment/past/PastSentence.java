package dev.firstvalue.experiment.past;

import com.google.protobuf.Timestamp;
import dev.firstvalue.definition.plan.Durations;
import dev.firstvalue.experiment.adjustment.Adjustments;
import dev.firstvalue.experiment.v1.AdjustedComparison;
import dev.firstvalue.experiment.v1.PastActivityOrBuilder;
import dev.firstvalue.experiment.v1.PastOfArm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What a past is worth in one experiment, in sentences. */
final class PastSentence {
  private PastSentence() {}

  static String of(PastActivityOrBuilder past, List<AdjustedComparison> adjusted) {
    long entities = past.getArmsList().stream().mapToLong(PastOfArm::getEntities).sum();
    long unknown = past.getArmsList().stream().mapToLong(PastOfArm::getUnknown).sum();
    long without = past.getArmsList().stream().mapToLong(PastOfArm::getWithout).sum();
    Timestamp begins = past.getLogBegins();
    Instant known = Instant.ofEpochSecond(begins.getSeconds(), begins.getNanos());
    StringBuilder text = new StringBuilder();
    if (entities > unknown) {
      text.append(
          String.format(
              Locale.ROOT,
              "%.1f %% of %,d had none in the %s before their exposure.%s",
              100.0 * without / (entities - unknown),
              entities - unknown,
              Durations.format(Duration.ofSeconds(past.getLookback().getSeconds())),
              2 * without > entities - unknown
                  ? " Who is new has no past: this does little for the activation of newcomers."
                  : ""));
    }
    if (unknown > 0) {
      text.append(text.isEmpty() ? "" : " ")
          .append(
              String.format(
                  Locale.ROOT,
                  "Of %,d it is not known: their lookback begins before the log, which is known"
                      + " from %s on. They are taken at the mean.",
                  unknown,
                  known));
    }
    for (AdjustedComparison one : adjusted) {
      if (one.getMethod().equals(Adjustments.LIN)
          && one.getCovariatesList().contains(past.getName())
          && one.hasVarianceSaved()) {
        // Rounded first, so that what is shown as nothing has no sign.
        double saved = Math.round(one.getVarianceSaved() * 1000) / 10.0;
        text.append(
            String.format(
                Locale.ROOT,
                saved < 0
                    ? " Taking it out adds %.1f %% to the variance of %s − %s."
                    : " Taking it out saves %.1f %% of the variance of %s − %s.",
                Math.abs(saved),
                one.getArm(),
                one.getAgainst()));
      }
    }
    return text.isEmpty() ? "Nobody is compared yet." : text.toString().strip();
  }
}
