package dev.firstvalue.definition.finding;

/** The ids of rules that are checked on the Git history of files, where there is one. */
public final class HistoryRules {
  /** An experiment's file was edited after its start. */
  public static final String PLAN_EDITED = "plan-edited";

  /** An experiment's file was first committed after its start. */
  public static final String PLAN_WRITTEN_LATE = "plan-written-late";

  private HistoryRules() {}
}
