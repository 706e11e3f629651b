package dev.firstvalue.simulation;

/** What a user of Lingo pays for: seen at sign-up, and a sign of engagement. */
enum Tier {
  FREE("free", 0.8),
  PRO("pro", 0.2);

  private final String word;
  private final double share;

  Tier(String word, double share) {
    this.word = word;
    this.share = share;
  }

  /** The value of {@code properties.plan}. */
  String word() {
    return word;
  }

  double share() {
    return share;
  }
}
