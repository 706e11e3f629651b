package dev.firstvalue.statistics;

/** The constructions an {@link Interval} can come from; the names are stable and may be printed. */
public enum IntervalMethod {
  WILSON,
  WILSON_CONTINUITY_CORRECTED,
  CLOPPER_PEARSON,
  JEFFREYS,
  WALD,
  NEWCOMBE,
  NEWCOMBE_CONTINUITY_CORRECTED,
  MEE,
  MIETTINEN_NURMINEN,
  AGRESTI_CAFFO,
  KOOPMAN,
  KATZ_LOG,
  WOOLF_LOG,
  DELTA,
  FIELLER,
  CONDITIONAL_EXACT,
  TANGO,
  FISHER_Z,
  SATO,
  NORMAL,
  KAPLAN_MEIER_LOG_LOG,
  STUDENT_T,
  ORDER_STATISTIC,
  WILCOXON_RANK,
  CONFIDENCE_SEQUENCE,
  CREDIBLE
}
