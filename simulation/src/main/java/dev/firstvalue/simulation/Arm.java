package dev.firstvalue.simulation;

/** The arms of Lingo's experiment, half of the newcomers each. */
enum Arm {
  CONTROL("control"),
  CHECKLIST("checklist");

  private final String word;

  Arm(String word) {
    this.word = word;
  }

  /** The arm as exposures and experiments name it. */
  String word() {
    return word;
  }
}
