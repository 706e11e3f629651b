package dev.firstvalue.experiment;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.experiment.v1.Comparison;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One half of a plan's decision rule: CEL over {@code primary} with {@code estimate}, {@code low},
 * {@code high}, {@code pValue} and {@code adjustedPValue}.
 */
final class Rule {
  private static final Cel CEL =
      CelFactory.plannerCelBuilder()
          .addVar("primary", MapType.create(SimpleType.STRING, SimpleType.DOUBLE))
          .setResultType(SimpleType.BOOL)
          .build();

  private static final Set<String> NAMES =
      Set.of("estimate", "low", "high", "pValue", "adjustedPValue");
  private static final Pattern NAME = Pattern.compile("\\bprimary\\s*\\.\\s*(\\w+)");
  private static final String REMEDY =
      "Write CEL over primary.estimate, primary.low, primary.high, primary.pValue and"
          + " primary.adjustedPValue, such as primary.low > 0";

  private final String text;
  private final CelAbstractSyntaxTree tree;

  /**
   * Compiles a rule.
   *
   * @param field the rule's place in the document, for its errors
   */
  Rule(String experiment, String field, String text) {
    this.text = text;
    try {
      tree = CEL.compile(withDecimals(text)).getAst();
    } catch (CelValidationException e) {
      throw new FirstvalueException(
          ErrorCode.DOCUMENT_INVALID,
          experiment + ": spec.decision." + field,
          "the rule does not compile: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
          REMEDY,
          e);
    }
    refuseUnknownNames(experiment, field);
  }

  String text() {
    return text;
  }

  /** Whether the rule is true of a comparison; a value that does not exist makes it false. */
  boolean holds(Comparison comparison) {
    Map<String, Double> primary = new HashMap<>();
    if (comparison.getDifference().hasEstimate()) {
      primary.put("estimate", comparison.getDifference().getEstimate());
      primary.put("low", comparison.getDifference().getInterval().getLow());
      primary.put("high", comparison.getDifference().getInterval().getHigh());
    }
    if (comparison.hasPValue()) {
      primary.put("pValue", comparison.getPValue());
      primary.put("adjustedPValue", comparison.getAdjustedPValue());
    }
    return evaluate(primary).orElse(false);
  }

  private Optional<Boolean> evaluate(Map<String, Double> primary) {
    try {
      return Optional.of((Boolean) CEL.createProgram(tree).eval(Map.of("primary", primary)));
    } catch (CelEvaluationException e) {
      // CEL reports a key that is not in the map as an error: the comparison has no such value.
      return Optional.empty();
    }
  }

  /** A name that no comparison has would make the rule false for ever, without a word. */
  private void refuseUnknownNames(String experiment, String field) {
    Matcher names = NAME.matcher(text);
    while (names.find()) {
      if (!NAMES.contains(names.group(1))) {
        throw new FirstvalueException(
            ErrorCode.DOCUMENT_INVALID,
            experiment + ": spec.decision." + field,
            "the rule asks for primary." + names.group(1) + ", which no comparison has",
            REMEDY);
      }
    }
  }

  /** CEL does not compare a double with an integer literal: {@code primary.low > 0} is meant so. */
  private static String withDecimals(String text) {
    return text.replaceAll("(?<![\\w.])(?<!\\d[eE][-+])(\\d+)(?![\\w.])", "$1.0");
  }
}
