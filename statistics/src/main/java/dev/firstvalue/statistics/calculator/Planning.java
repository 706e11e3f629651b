package dev.firstvalue.statistics.calculator;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.distribution.Uniroot;
import dev.firstvalue.statistics.power.NormalPower;
import dev.firstvalue.statistics.power.SampleSize;
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
          "power_two_sample_t", Planning::student,
          "sample_size_two_proportions", Planning::proportions,
          "sample_size_two_means", Planning::means,
          "mde_two_proportions", Planning::detectableRise,
          "mde_two_means", Planning::detectableMean,
          "weeks_to_verdict", Planning::weeks);

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

  private static SampleSize plan(Inputs in) {
    double alpha = Check.openUnit("alpha", in.number("alpha", 0.05));
    return new SampleSize(in.number("power", 0.8), oneSided(in) ? alpha : alpha / 2);
  }

  /** Both arms rounded up, {@code ratio} being n2/n1, and the design effect of clusters in. */
  private static Result sizes(Inputs in, double n1) {
    double ratio = in.number("ratio", 1);
    double effect = in.number("design_effect", 1);
    if (!(effect >= 1)) {
      throw Check.refused("design_effect", effect, "at least 1");
    }
    double size = n1 * effect;
    return new Result()
        .put("n1_exact", size)
        .put("n1", Math.ceil(size))
        .put("n2", Math.ceil(size * ratio))
        .put("total", Math.ceil(size) + Math.ceil(size * ratio));
  }

  private static Result proportions(Inputs in) {
    return sizes(in, plan(in).proportions(in.number("p1"), in.number("p2"), in.number("ratio", 1)));
  }

  private static Result means(Inputs in) {
    return sizes(
        in, plan(in).means(in.number("effect"), in.number("variance"), in.number("ratio", 1)));
  }

  private static Result detectableRise(Inputs in) {
    double p1 = in.number("p1");
    double rise = plan(in).detectableRise(p1, in.number("n1"), in.number("n2"));
    return new Result().put("rise", rise).put("relative", p1 > 0 ? rise / p1 : Double.NaN);
  }

  private static Result detectableMean(Inputs in) {
    return new Result()
        .put(
            "effect",
            plan(in).detectableMean(in.number("variance"), in.number("n1"), in.number("n2")));
  }

  private static Result weeks(Inputs in) {
    return new Result()
        .put(
            "weeks",
            SampleSize.weeksToVerdict(
                in.number("units"), in.number("weekly_starts"), in.number("window_days", 0)));
  }

  private static boolean oneSided(Inputs in) {
    return in.number("sides", 2) == 1
        || in.flag("one_sided", false)
        || in.text("alternative", "two").toLowerCase(Locale.ROOT).startsWith("one");
  }
}
