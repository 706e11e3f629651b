package dev.firstvalue.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validation.v1.Interval;
import dev.firstvalue.validation.v1.Lift;
import dev.firstvalue.validation.v1.Reachability;
import dev.firstvalue.validation.v1.ValidationReport;
import org.junit.jupiter.api.Test;

class FiguresTest {
  private static final Interval LIMITS = Interval.newBuilder().setLow(0.2).setHigh(0.4).build();

  private static ValidationReport report(Reachability.Builder reach, Estimate.Builder difference) {
    return ValidationReport.newBuilder()
        .setReachability(reach)
        .setLift(Lift.newBuilder().setDifference(difference))
        .build();
  }

  @Test
  void aNumberStandsWithItsInterval() {
    ValidationReport report =
        report(
            Reachability.newBuilder().setRate(0.3).setInterval(LIMITS),
            Estimate.newBuilder().setEstimate(0.3).setInterval(LIMITS));

    assertThat(Figures.reach(report)).isEqualTo("30.0 % (20.0–40.0)");
    assertThat(Figures.lift(report)).isEqualTo("+30.0 (+20.0 to +40.0)");
  }

  /** Over too few accounts no interval holds; one from 0 to 0 would be made up. */
  @Test
  void anIntervalThatIsAbsentIsNotPrinted() {
    ValidationReport report =
        report(Reachability.newBuilder().setRate(0.3), Estimate.newBuilder().setEstimate(0.3));

    assertThat(Figures.reach(report)).isEqualTo("30.0 %");
    assertThat(Figures.lift(report)).isEqualTo("+30.0");
  }

  @Test
  void aNumberThatIsAbsentIsADash() {
    ValidationReport report = report(Reachability.newBuilder(), Estimate.newBuilder());

    assertThat(Figures.reach(report)).isEqualTo("–");
    assertThat(Figures.lift(report)).isEqualTo("–");
  }
}
