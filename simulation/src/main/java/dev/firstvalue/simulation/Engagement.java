package dev.firstvalue.simulation;

/**
 * How much a user wants to learn: the trait behind both value and retention that no event shows,
 * and so the confounder of every comparison of who reached value with who did not.
 */
enum Engagement {
  CASUAL(0.45, 0.2, 0.10, 0.15, 3),
  REGULAR(0.40, 0.4, 0.04, 0.35, 7),
  KEEN(0.15, 0.4, 0.01, 0.60, 14);

  /** How many different real lessons make value. */
  static final int VALUE = 3;

  /** What value adds to the probability of staying: the causal effect. */
  static final double EFFECT = 0.12;

  /** The share of those below value whom the checklist brings there. */
  private static final double LIFTED = 0.18;

  private final double shareOfFree;
  private final double shareOfPro;
  private final double leaves;
  private final double stays;
  private final double opens;

  Engagement(double shareOfFree, double shareOfPro, double leaves, double stays, double opens) {
    this.shareOfFree = shareOfFree;
    this.shareOfPro = shareOfPro;
    this.leaves = leaves;
    this.stays = stays;
    this.opens = opens;
  }

  /** The share of the tier's users. */
  double share(Tier tier) {
    return switch (tier) {
      case FREE -> shareOfFree;
      case PRO -> shareOfPro;
    };
  }

  /** The probability of deleting the account in the first week, and before value. */
  double leaves() {
    return leaves;
  }

  /** The mean number of app openings in the first week, the first one aside. */
  double opens() {
    return opens;
  }

  /** The probabilities of 0, 1, 2 … different real lessons in the first week. */
  double[] lessons(boolean leaving, Arm arm) {
    double[] lessons = lessons();
    double below = 0;
    for (int i = 0; i < VALUE; i++) {
      below += lessons[i];
    }
    double[] shares = lessons.clone();
    for (int i = 0; i < shares.length; i++) {
      if (leaving) {
        shares[i] = i < VALUE ? lessons[i] / below : 0;
      } else if (arm == Arm.CHECKLIST) {
        shares[i] = i < VALUE ? lessons[i] * (1 - LIFTED) : lessons[i];
      }
    }
    if (!leaving && arm == Arm.CHECKLIST) {
      shares[VALUE] += below * LIFTED;
    }
    return shares;
  }

  /** The probability of a lesson from day 7 to day 30. */
  double stays(boolean leaving, boolean reached) {
    return leaving ? 0 : stays + (reached ? EFFECT : 0);
  }

  private double[] lessons() {
    return switch (this) {
      case CASUAL -> new double[] {0.28, 0.22, 0.15, 0.15, 0.10, 0.06, 0.04};
      case REGULAR -> new double[] {0.08, 0.08, 0.12, 0.26, 0.22, 0.14, 0.10};
      case KEEN -> new double[] {0.02, 0.02, 0.04, 0.20, 0.28, 0.24, 0.20};
    };
  }
}
