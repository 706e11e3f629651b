package dev.firstvalue.experiment.decision;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.experiment.plan.Recent;
import dev.firstvalue.experiment.v1.Comparison;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One half of a plan's decision rule: CEL over {@code primary} and each further metric by its name,
 * each with {@code estimate}, {@code low}, {@code high}, {@code pValue}, {@code adjustedPValue}, a
 * guardrail also with {@code passed}. A name with hyphens is written as it is, or with underscores.
 */
final class Rule {
  /** The name of activation within the window. */
  static final String PRIMARY = "primary";

  private static final Set<String> VALUES =
      Set.of("estimate", "low", "high", "pValue", "adjustedPValue");
  private static final String PASSED = "passed";
  private static final Pattern ASKED = Pattern.compile("([A-Za-z_]\\w*)\\s*\\.\\s*(\\w+)");
  private static final String REMEDY =
      "Write CEL over primary and the plan's metrics with estimate, low, high, pValue and"
          + " adjustedPValue, of guardrails passed too, such as primary.low > 0 && refunds.passed";

  /**
   * A team's reports are read by the same few rules, and compiling one takes longer than a report.
   */
  private static final Recent<Source, Compiled> PROGRAMS = new Recent<>(Rule::compile);

  /**
   * What is compiled.
   *
   * @param words the variables with numbers
   * @param guards those of them that also have a verdict
   */
  private record Source(String rule, Set<String> words, Set<String> guards) {}

  private sealed interface Compiled {
    record Sound(CelRuntime.Program program) implements Compiled {}

    record Refused(String reason) implements Compiled {}
  }

  private final String text;
  private final CelRuntime.Program program;
  private final Set<String> names = new TreeSet<>();

  /**
   * Compiles a rule.
   *
   * @param field the rule's place in the document, for its errors
   * @param metrics the names of the further metrics; of these, guardrails have {@code passed}
   * @param guardrails the names of the guardrails
   */
  Rule(
      String experiment,
      String field,
      String text,
      Collection<String> metrics,
      Collection<String> guardrails) {
    this.text = text;
    Set<String> known = new TreeSet<>(metrics);
    known.addAll(guardrails);
    known.add(PRIMARY);
    String plain = withDecimals(withoutHyphens(text, known));
    Set<String> guards = new TreeSet<>();
    guardrails.forEach(name -> guards.add(word(name)));
    Matcher asked = ASKED.matcher(plain);
    while (asked.find()) {
      String name = asked.group(1);
      String value = asked.group(2);
      known.stream().filter(each -> word(each).equals(name)).forEach(names::add);
      boolean there = VALUES.contains(value) || (value.equals(PASSED) && guards.contains(name));
      if (!there) {
        // A value that no comparison has would make the rule false for ever, without a word.
        throw new FirstvalueException(
            ErrorCode.DOCUMENT_INVALID,
            experiment + ": spec.decision." + field,
            "the rule asks for " + name + "." + value + ", which no comparison has",
            REMEDY);
      }
    }
    Set<String> words = new TreeSet<>();
    known.forEach(name -> words.add(word(name)));
    Compiled compiled =
        PROGRAMS.to(new Source(withVerdicts(plain, guards), Set.copyOf(words), Set.copyOf(guards)));
    program =
        switch (compiled) {
          case Compiled.Sound sound -> sound.program();
          case Compiled.Refused refused ->
              throw new FirstvalueException(
                  ErrorCode.DOCUMENT_INVALID,
                  experiment + ": spec.decision." + field,
                  "the rule does not compile: " + refused.reason(),
                  REMEDY);
        };
  }

  String text() {
    return text;
  }

  /** The metrics that the rule calls, as the plan names them. */
  Set<String> names() {
    return Set.copyOf(names);
  }

  /**
   * Whether the rule is true of an arm; a value that does not exist makes it false.
   *
   * @param comparisons of the arm, by the name of the metric
   */
  boolean holds(Map<String, Comparison> comparisons) {
    Map<String, Object> values = new HashMap<>();
    comparisons.forEach(
        (name, comparison) -> {
          values.put(word(name), values(comparison));
          if (comparison.hasPassed()) {
            values.put(verdict(word(name)), comparison.getPassed());
          }
        });
    return evaluate(values).orElse(false);
  }

  private static Map<String, Double> values(Comparison comparison) {
    Map<String, Double> values = new HashMap<>();
    var difference = comparison.getDifference();
    if (difference.hasEstimate()) {
      values.put("estimate", difference.getEstimate());
    }
    if (difference.getInterval().hasLow()) {
      values.put("low", difference.getInterval().getLow());
    }
    if (difference.getInterval().hasHigh()) {
      values.put("high", difference.getInterval().getHigh());
    }
    if (comparison.hasPValue()) {
      values.put("pValue", comparison.getPValue());
    }
    if (comparison.hasAdjustedPValue()) {
      values.put("adjustedPValue", comparison.getAdjustedPValue());
    }
    return values;
  }

  private Optional<Boolean> evaluate(Map<String, Object> values) {
    try {
      return Optional.of((Boolean) program.eval(values));
    } catch (CelEvaluationException e) {
      // CEL reports a key that is not in the map as an error: the comparison has no such value.
      return Optional.empty();
    }
  }

  private static Compiled compile(Source source) {
    CelBuilder builder = CelFactory.plannerCelBuilder().setResultType(SimpleType.BOOL);
    source
        .words()
        .forEach(
            word -> builder.addVar(word, MapType.create(SimpleType.STRING, SimpleType.DOUBLE)));
    source.guards().forEach(word -> builder.addVar(verdict(word), SimpleType.BOOL));
    Cel cel = builder.build();
    try {
      return new Compiled.Sound(cel.createProgram(cel.compile(source.rule()).getAst()));
    } catch (CelValidationException | CelEvaluationException e) {
      return new Compiled.Refused(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  /** CEL would subtract at a hyphen: the names of metrics lose theirs. */
  private static String withoutHyphens(String text, Set<String> names) {
    String plain = text;
    for (String name : names) {
      if (name.indexOf('-') >= 0) {
        plain = plain.replaceAll("(?<![\\w-])" + Pattern.quote(name) + "(?=\\s*\\.)", word(name));
      }
    }
    return plain;
  }

  /** Numbers and truths have variables of their own, so that a rule's type is checked. */
  private static String withVerdicts(String text, Set<String> guards) {
    String plain = text;
    for (String name : guards) {
      plain = plain.replaceAll("\\b" + name + "\\s*\\.\\s*" + PASSED + "\\b", verdict(name));
    }
    return plain;
  }

  private static String verdict(String name) {
    return name + "__" + PASSED;
  }

  private static String word(String name) {
    return name.replace('-', '_');
  }

  /** CEL does not compare a double with an integer literal: {@code primary.low > 0} is meant so. */
  private static String withDecimals(String text) {
    return text.replaceAll("(?<![\\w.])(?<!\\d[eE][-+])(\\d+)(?![\\w.])", "$1.0");
  }
}
