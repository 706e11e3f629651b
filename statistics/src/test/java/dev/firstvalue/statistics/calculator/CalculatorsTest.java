package dev.firstvalue.statistics.calculator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CalculatorsTest {

  private static Map<String, @Nullable Object> counts(Object x1, Object n1, Object x2, Object n2) {
    return new HashMap<>(Map.of("x1", x1, "n1", n1, "x2", x2, "n2", n2));
  }

  private static void assertRefused(
      String method, Map<String, ? extends @Nullable Object> inputs, String message) {
    assertThatThrownBy(() -> Calculators.calculate(method, inputs))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void anUnknownMethodIsRefusedWithTheNearestKnownOne() {
    assertRefused(
        "two_proportion", Map.of(), "method: two_proportion (expected: a known method; nearest is");
    assertThatThrownBy(() -> Calculators.calculate("two_proportions_z", Map.of()))
        .hasMessageContaining("nearest is two_proportion_z");
  }

  @Test
  void aBadInputIsRefusedByName() {
    assertRefused("two_proportion_z", counts(1, 2, 3, 2), "x2: 3 (expected: at most n2, 2)");
    assertRefused("two_proportion_z", counts(1, 0, 1, 2), "n1: 0 (expected: at least 1)");
    assertRefused("two_proportion_z", counts(1.5, 2, 1, 2), "x1: 1.5 (expected: a whole number");
    assertRefused("two_proportion_z", counts(-1, 2, 1, 2), "x1: -1 (expected: a whole number");
    assertRefused("two_proportion_z", counts("many", 2, 1, 2), "x1: many (expected: a number)");
    assertRefused("two_proportion_z", counts(Double.NaN, 2, 1, 2), "x1: NaN (expected: a number)");
    assertRefused("two_proportion_z", Map.of("x1", 1), "n1: missing (expected: a value)");
    assertRefused(
        "srm_chi_square",
        Map.of("observed", List.of(1, "x"), "weights", List.of(1, 1)),
        "observed[1]: x (expected: a number)");
  }

  @Test
  void aMisspeltOptionIsRefusedButADescriptionIsNot() {
    Map<String, @Nullable Object> inputs = counts(1, 20, 3, 20);
    inputs.put("note", "first wave");
    assertThat(Calculators.calculate("two_proportion_z", inputs)).containsKey("z_pooled");
    inputs.put("lvel", 0.9);
    assertRefused("two_proportion_z", inputs, "lvel: unknown input (expected: level)");
  }

  @Test
  void numbersOfEveryKindAreOneNumber() {
    Map<String, @Nullable Object> expected =
        Calculators.calculate("two_proportion_z", counts(12, 100, 16, 110));
    assertThat(
            Calculators.calculate(
                "two_proportion_z", counts(12L, 100.0, "16", new BigDecimal("110"))))
        .isEqualTo(expected);
  }

  @Test
  void theDirectionTurnsTheSigns() {
    Map<String, @Nullable Object> inputs = counts(12, 100, 16, 110);
    inputs.put("direction", "arm2-arm1");
    double forth = (double) requireValue(inputs, "z_pooled");
    inputs.put("direction", "arm1-arm2");
    assertThat((double) requireValue(inputs, "z_pooled")).isEqualTo(-forth);
    inputs.put("direction", "up");
    assertRefused("two_proportion_z", inputs, "direction: up (expected: one arm before the other");
  }

  private static Object requireValue(Map<String, @Nullable Object> inputs, String name) {
    Object value = Calculators.calculate("two_proportion_z", inputs).get(name);
    assertThat(value).isNotNull();
    return value == null ? Double.NaN : value;
  }

  @Test
  void undefinedIsNullAndUnboundedIsInfinity() {
    Map<String, @Nullable Object> none =
        Calculators.calculate("two_proportion_z", counts(0, 10, 0, 20));
    assertThat(none).containsEntry("z_pooled", null).containsEntry("p_pooled", null);
    Map<String, @Nullable Object> ratio =
        Calculators.calculate("ratio_effects_ci95", counts(0, 10, 5, 10));
    assertThat(ratio).containsEntry("risk_ratio", "Infinity").containsEntry("relative_lift", null);
    assertThat((List<?>) ratio.get("rr_score_koopman_ci95")).last().isEqualTo("Infinity");
  }

  @ParameterizedTest
  @CsvSource({
    "obrien_fleming, lan_demets_obrien_fleming, false",
    "O'Brien-Fleming, obrien_fleming, true",
    "Lan-DeMets Pocock, pocock spending, true",
    "kim_demets_power_2, power family 2, true"
  })
  void aDesignIsKnownByItsWords(String one, String other, boolean same) {
    assertThat(bounds(one).equals(bounds(other))).isEqualTo(same);
  }

  private static Map<String, @Nullable Object> bounds(String design) {
    return Calculators.calculate(
        "group_sequential_bounds", Map.of("design", design, "looks", 3, "two_sided_alpha", 0.05));
  }

  @Test
  void everyMethodIsExplainedInTheDocs() throws IOException {
    assertThat(Files.readString(Path.of("../docs/statistics/methods.md")))
        .contains(Calculators.names().stream().map(name -> "`" + name + "`").toList());
  }

  static List<String> names() {
    return Calculators.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyMethodRefusesNothingAtAllByNamingAnInput(String method) {
    assertThatThrownBy(() -> Calculators.calculate(method, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(expected: ");
  }
}
