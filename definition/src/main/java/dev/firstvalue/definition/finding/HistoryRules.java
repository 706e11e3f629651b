package dev.firstvalue.definition.finding;

/**
 * The ids of rules that compare files with what they were in the Git history, where there is one.
 */
public final class HistoryRules {
  /** An experiment's file was edited after its start. */
  public static final String PLAN_EDITED = "plan-edited";

  /** An experiment's file was first committed after its start. */
  public static final String PLAN_WRITTEN_LATE = "plan-written-late";

  /** By the proposed definition an experiment would be decided otherwise than by the base. */
  public static final String EXPERIMENT_FLIPS = "experiment-flips";

  private HistoryRules() {}
}
