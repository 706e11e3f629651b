package dev.firstvalue.statistics.calculator;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.distribution.Uniroot;
import dev.firstvalue.statistics.power.NormalPower;
import dev.firstvalue.statistics.power.StudentPower;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** Sample sizes and power. */
final class Planning {

  static final Map<String, Calculator> METHODS =
      Map.of(
          "power_two_proportions", Planning::normalPower,
          "power_two_means", Planning::normalPower,
          "n_per_arm_two_proportions_pooled_null", Planning::perArm,
          "power_two_sample_t", Planning::student);

  private Planning() {}

  private static Result normalPower(Inputs in) {
    double mde = in.number("mde");
    double variance = in.number("baseline_var");
    double alpha = in.number("alpha", 0.05);
    double n1 = in.number("n1");
    double n2 = in.number("n2");
    return new Result()
        .put(
            "power",
            oneSided(in)
                ? NormalPower.oneSided(mde, variance, alpha, n1, n2)
                : NormalPower.twoSided(mde, variance, alpha, n1, n2));
  }

  private static Result perArm(Inputs in) {
    double tail =
        in.has("alpha_one_sided")
            ? in.number("alpha_one_sided")
            : Check.openUnit("alpha_two_sided", in.number("alpha_two_sided", 0.05)) / 2;
    double p1 = in.number("p1");
    double p2 = in.number("p2");
    if (in.has("n_per_arm")) {
      return new Result()
          .put("power", NormalPower.ofPooledNull(p1, p2, in.number("n_per_arm"), tail));
    }
    double power = in.number("power", 0.8);
    double n = NormalPower.perArm(p1, p2, power, tail);
    return sizes(n, size -> NormalPower.ofPooledNull(p1, p2, size, tail) - power, 1);
  }

  /**
   * The size at which the search of R's {@code power.prop.test} and {@code power.t.test} stops,
   * within about 1e-4 of the exact one, and the exact one beside it.
   */
  private static Result sizes(double exact, DoubleUnaryOperator excess, double low) {
    boolean inReach = excess.applyAsDouble(low) < 0 && excess.applyAsDouble(1e7) > 0;
    double asInR = inReach ? Uniroot.root(excess, low, 1e7) : exact;
    return new Result()
        .put("n_per_arm", asInR)
        .put("ceil", (long) Math.ceil(asInR))
        .put("n_per_arm_converged", exact);
  }

  /** What is missing of size, effect and power follows from the other two. */
  private static Result student(Inputs in) {
    double alpha = Check.openUnit("alpha", in.number("alpha", 0.05));
    StudentPower test = new StudentPower(oneSided(in) ? alpha : alpha / 2);
    double sd = Check.positive("sd", in.number("sd", 1));
    String size = in.has("n_per_arm") ? "n_per_arm" : "n";
    if (!in.has(size)) {
      double effect = in.number("delta") / sd;
      double power = in.number("power");
      return sizes(test.perArm(effect, power), n -> test.power(n, effect) - power, 2);
    }
    double n = in.number(size);
    return in.has("delta")
        ? new Result().put("power", test.power(n, in.number("delta") / sd))
        : new Result().put("delta", sd * test.effect(n, in.number("power")));
  }

  private static boolean oneSided(Inputs in) {
    return in.number("sides", 2) == 1
        || in.flag("one_sided", false)
        || in.text("alternative", "two").toLowerCase(Locale.ROOT).startsWith("one");
  }
}
