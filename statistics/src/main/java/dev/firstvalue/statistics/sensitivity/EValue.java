package dev.firstvalue.statistics.sensitivity;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.Interval;

/**
 * VanderWeele and Ding's 2017 E-value: how strongly, as risk ratios, an unmeasured factor would
 * have to go with both sides to explain a risk ratio away, RR + sqrt(RR (RR - 1)), of 1/RR below 1.
 * Without assumptions on the factor; for adjusted risk ratios.
 */
public final class EValue {

  private EValue() {}

  /** Of a risk ratio above 0; 1 for a ratio of 1, infinite for 0 and infinity. */
  public static double of(double riskRatio) {
    if (!(riskRatio >= 0)) {
      throw Check.refused("riskRatio", riskRatio, "0 or more");
    }
    double away = riskRatio < 1 ? 1 / riskRatio : riskRatio;
    return away + Math.sqrt(away * (away - 1));
  }

  /** Of the limit nearer to 1, which is 1 where the interval holds it. */
  public static double ofLimit(Interval riskRatio) {
    if (riskRatio.contains(1)) {
      return 1;
    }
    return of(riskRatio.low() > 1 ? riskRatio.low() : riskRatio.high());
  }

  /**
   * By how much at most a factor with these two risk ratios can have inflated the observed one:
   * product/(sum - 1) (Ding and VanderWeele 2016).
   */
  public static double biasFactor(double withTreatment, double withOutcome) {
    if (!(withTreatment >= 1 && withOutcome >= 1)) {
      throw Check.refused(
          "riskRatio", Math.min(withTreatment, withOutcome), "at least 1; invert those below");
    }
    return withTreatment * withOutcome / (withTreatment + withOutcome - 1);
  }
}
