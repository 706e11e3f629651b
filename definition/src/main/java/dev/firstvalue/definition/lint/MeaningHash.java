package dev.firstvalue.definition.lint;

import dev.firstvalue.definition.plan.Plan;

/** The hash by which two definitions are known to mean the same. */
public interface MeaningHash {
  /** {@code sha256:} and 64 hexadecimal digits. */
  String of(Plan plan);
}
