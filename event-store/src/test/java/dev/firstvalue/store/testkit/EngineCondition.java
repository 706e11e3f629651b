package dev.firstvalue.store.testkit;

import dev.firstvalue.store.engine.EmbeddedEngine;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Whether tests on the embedded engine can run here. */
final class EngineCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return EmbeddedEngine.isSupported()
        ? ConditionEvaluationResult.enabled("the engine exists for this platform")
        : ConditionEvaluationResult.disabled(reason());
  }

  /** Why tests on the embedded engine are skipped, where they are. */
  static String reason() {
    return "no embedded ClickHouse engine exists for "
        + System.getProperty("os.name")
        + " on "
        + System.getProperty("os.arch")
        + "; name a server with -Dclickhouse=URL";
  }
}
