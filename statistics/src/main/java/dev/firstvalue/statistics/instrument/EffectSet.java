package dev.firstvalue.statistics.instrument;

/**
 * The effects beta with a beta² - 2 b beta + c at most 0: the shapes a confidence set of a ratio
 * can take. It is bounded exactly where the denominator is significantly different from 0.
 */
public sealed interface EffectSet {

  /** All effects between two limits. */
  record Between(double low, double high) implements EffectSet {}

  /** All effects up to {@code until} and all from {@code from} on, {@code until} below. */
  record Outside(double until, double from) implements EffectSet {}

  /** All effects up to {@code high}. */
  record UpTo(double high) implements EffectSet {}

  /** All effects from {@code low} on. */
  record From(double low) implements EffectSet {}

  /** Every effect: the data say nothing. */
  record Everything() implements EffectSet {}

  /** No effect at all: these numbers cannot have come about this way. */
  record Nothing() implements EffectSet {}

  /** Solves the inequality. */
  static EffectSet ofQuadratic(double a, double b, double c) {
    if (a == 0) {
      return linear(b, c);
    }
    double discriminant = Math.fma(b, b, -a * c);
    if (discriminant < 0 || (discriminant == 0 && a < 0)) {
      return a > 0 ? new Nothing() : new Everything();
    }
    // the root of larger size first; the other from the product c/a, which does not cancel
    double far = b + Math.copySign(Math.sqrt(discriminant), b);
    double one = far / a;
    double two = far == 0 ? 0 : c / far;
    double low = Math.min(one, two);
    double high = Math.max(one, two);
    return a > 0 ? new Between(low, high) : new Outside(low, high);
  }

  private static EffectSet linear(double b, double c) {
    if (b == 0) {
      return c <= 0 ? new Everything() : new Nothing();
    }
    double limit = c / (2 * b);
    return b > 0 ? new From(limit) : new UpTo(limit);
  }

  default boolean contains(double effect) {
    return switch (this) {
      case Between(double low, double high) -> low <= effect && effect <= high;
      case Outside(double until, double from) -> effect <= until || effect >= from;
      case UpTo(double high) -> effect <= high;
      case From(double low) -> effect >= low;
      case Everything() -> true;
      case Nothing() -> false;
    };
  }

  /**
   * Whether the set has a part within [-1, 1], where an effect of one share on another must lie. If
   * not, the arms cannot have worked through the treatment alone.
   */
  default boolean meetsUnitRange() {
    return switch (this) {
      case Between(double low, double high) -> low <= 1 && high >= -1;
      case Outside(double until, double from) -> until >= -1 || from <= 1;
      case UpTo(double high) -> high >= -1;
      case From(double low) -> low <= 1;
      case Everything() -> true;
      case Nothing() -> false;
    };
  }
}
