package dev.firstvalue.definition.decision;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
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
public final class DecisionRule {
  /** The name of activation within the window. */
  public static final String PRIMARY = "primary";

  /** What a rule is. */
  public static final String EXPECTED =
      "CEL over primary and the plan's metrics with estimate, low, high, pValue and"
          + " adjustedPValue, of guardrails passed too, such as primary.low > 0 && refunds.passed";

  private static final Set<String> VALUES =
      Set.of("estimate", "low", "high", "pValue", "adjustedPValue");
  private static final String PASSED = "passed";
  private static final Pattern ASKED = Pattern.compile("([A-Za-z_]\\w*)\\s*\\.\\s*(\\w+)");

  /** What a text is read as. */
  public sealed interface Reading {
    /** A rule. */
    record Sound(DecisionRule rule) implements Reading {}

    /** None, for this reason. */
    record Refused(String reason) implements Reading {}
  }

  private final CelRuntime.Program program;
  private final Set<String> names;

  private DecisionRule(CelRuntime.Program program, Set<String> names) {
    this.program = program;
    this.names = Set.copyOf(names);
  }

  /**
   * Reads a rule.
   *
   * @param metrics the names of the further metrics
   * @param guardrails the names of the guardrails, which have {@code passed} as well
   */
  public static Reading read(
      String text, Collection<String> metrics, Collection<String> guardrails) {
    Set<String> known = new TreeSet<>(metrics);
    known.addAll(guardrails);
    known.add(PRIMARY);
    String plain = withDecimals(withoutHyphens(text, known));
    Set<String> guards = new TreeSet<>();
    guardrails.forEach(name -> guards.add(word(name)));
    Set<String> names = new TreeSet<>();
    Matcher asked = ASKED.matcher(plain);
    while (asked.find()) {
      String name = asked.group(1);
      String value = asked.group(2);
      known.stream().filter(each -> word(each).equals(name)).forEach(names::add);
      if (!VALUES.contains(value) && !(value.equals(PASSED) && guards.contains(name))) {
        // A value that no comparison has would make the rule false for ever, without a word.
        return new Reading.Refused(
            "the rule asks for " + name + "." + value + ", which no comparison has");
      }
    }
    CelBuilder builder = CelFactory.plannerCelBuilder().setResultType(SimpleType.BOOL);
    Set<String> words = new TreeSet<>();
    known.forEach(name -> words.add(word(name)));
    words.forEach(
        word -> builder.addVar(word, MapType.create(SimpleType.STRING, SimpleType.DOUBLE)));
    guards.forEach(word -> builder.addVar(verdict(word), SimpleType.BOOL));
    Cel cel = builder.build();
    try {
      return new Reading.Sound(
          new DecisionRule(
              cel.createProgram(cel.compile(withVerdicts(plain, guards)).getAst()), names));
    } catch (CelValidationException | CelEvaluationException e) {
      return new Reading.Refused(
          "the rule does not compile: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  /** The metrics that the rule calls, as the plan names them. */
  public Set<String> names() {
    return names;
  }

  /**
   * Whether the rule is true; a value that does not exist makes it false.
   *
   * @param values by the name of the metric and of the value
   * @param passed by the name of the guardrail
   */
  public boolean holds(Map<String, Map<String, Double>> values, Map<String, Boolean> passed) {
    Map<String, Object> variables = new HashMap<>();
    values.forEach((name, each) -> variables.put(word(name), each));
    passed.forEach((name, each) -> variables.put(verdict(word(name)), each));
    return evaluate(variables).orElse(false);
  }

  private Optional<Boolean> evaluate(Map<String, Object> values) {
    try {
      return Optional.of((Boolean) program.eval(values));
    } catch (CelEvaluationException e) {
      // CEL reports a key that is not in the map as an error: the comparison has no such value.
      return Optional.empty();
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
