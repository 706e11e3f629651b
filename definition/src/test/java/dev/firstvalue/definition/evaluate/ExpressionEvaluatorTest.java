package dev.firstvalue.definition.evaluate;

import static dev.firstvalue.definition.evaluate.Rows.event;
import static dev.firstvalue.definition.evaluate.Rows.inAccount;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Expression.And;
import dev.firstvalue.definition.expression.Expression.Arithmetic;
import dev.firstvalue.definition.expression.Expression.ArithmeticOperator;
import dev.firstvalue.definition.expression.Expression.BoolLiteral;
import dev.firstvalue.definition.expression.Expression.Column;
import dev.firstvalue.definition.expression.Expression.Comparison;
import dev.firstvalue.definition.expression.Expression.ComparisonOperator;
import dev.firstvalue.definition.expression.Expression.Concat;
import dev.firstvalue.definition.expression.Expression.Conditional;
import dev.firstvalue.definition.expression.Expression.DoubleLiteral;
import dev.firstvalue.definition.expression.Expression.DurationLiteral;
import dev.firstvalue.definition.expression.Expression.EventColumn;
import dev.firstvalue.definition.expression.Expression.Has;
import dev.firstvalue.definition.expression.Expression.In;
import dev.firstvalue.definition.expression.Expression.IntLiteral;
import dev.firstvalue.definition.expression.Expression.Negate;
import dev.firstvalue.definition.expression.Expression.Not;
import dev.firstvalue.definition.expression.Expression.Or;
import dev.firstvalue.definition.expression.Expression.Property;
import dev.firstvalue.definition.expression.Expression.Size;
import dev.firstvalue.definition.expression.Expression.StartProperty;
import dev.firstvalue.definition.expression.Expression.StringLiteral;
import dev.firstvalue.definition.expression.Expression.TextOperator;
import dev.firstvalue.definition.expression.Expression.TextTest;
import dev.firstvalue.definition.expression.Expression.TimestampLiteral;
import dev.firstvalue.definition.expression.Type;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExpressionEvaluatorTest {
  private static final Expression TRUE = new BoolLiteral(true);
  private static final Expression FALSE = new BoolLiteral(false);
  private static final Expression UNKNOWN = new Property("absent", Type.BOOL);
  private static final Expression UNKNOWN_INT = new Property("absent", Type.INT);
  private static final Event EVENT =
      event(0, "lesson", "u1", "seconds", "40", "score", "1.5", "word", "a😀b", "bad", "x");

  private static @Nullable Object value(Expression expression) {
    return new ExpressionEvaluator(ZoneId.of("Europe/Berlin"))
        .value(expression, new Subject(EVENT, event(-5, "signed_up", "u1", "role", "teacher")));
  }

  private static Expression text(String text) {
    return new StringLiteral(text);
  }

  private static Expression whole(long value) {
    return new IntLiteral(value);
  }

  private static Expression number(double value) {
    return new DoubleLiteral(value);
  }

  private static @Nullable Object compared(
      Expression left, ComparisonOperator operator, Expression right) {
    return value(new Comparison(operator, left, right));
  }

  private static @Nullable Object computed(
      Expression left, ArithmeticOperator operator, Expression right, Type type) {
    return value(new Arithmetic(operator, left, right, type));
  }

  @Test
  void andFollowsKleene() {
    assertThat(value(new And(List.of(TRUE, TRUE)))).isEqualTo(true);
    assertThat(value(new And(List.of(TRUE, FALSE)))).isEqualTo(false);
    assertThat(value(new And(List.of(UNKNOWN, FALSE)))).isEqualTo(false);
    assertThat(value(new And(List.of(FALSE, UNKNOWN)))).isEqualTo(false);
    assertThat(value(new And(List.of(UNKNOWN, TRUE)))).isNull();
    assertThat(value(new And(List.of(UNKNOWN, UNKNOWN)))).isNull();
  }

  @Test
  void orFollowsKleene() {
    assertThat(value(new Or(List.of(FALSE, FALSE)))).isEqualTo(false);
    assertThat(value(new Or(List.of(FALSE, TRUE)))).isEqualTo(true);
    assertThat(value(new Or(List.of(UNKNOWN, TRUE)))).isEqualTo(true);
    assertThat(value(new Or(List.of(TRUE, UNKNOWN)))).isEqualTo(true);
    assertThat(value(new Or(List.of(UNKNOWN, FALSE)))).isNull();
    assertThat(value(new Or(List.of(UNKNOWN, UNKNOWN)))).isNull();
  }

  @Test
  void notFollowsKleene() {
    assertThat(value(new Not(TRUE))).isEqualTo(false);
    assertThat(value(new Not(FALSE))).isEqualTo(true);
    assertThat(value(new Not(UNKNOWN))).isNull();
  }

  @Test
  void aConditionalIsUnknownIfItsConditionIs() {
    assertThat(value(new Conditional(TRUE, whole(1), UNKNOWN_INT, Type.INT))).isEqualTo(1L);
    assertThat(value(new Conditional(FALSE, whole(1), UNKNOWN_INT, Type.INT))).isNull();
    assertThat(value(new Conditional(UNKNOWN, whole(1), whole(1), Type.INT))).isNull();
  }

  @Test
  void whatHasAnUnknownOperandIsUnknown() {
    assertThat(compared(UNKNOWN_INT, ComparisonOperator.EQUAL, UNKNOWN_INT)).isNull();
    assertThat(compared(UNKNOWN_INT, ComparisonOperator.NOT_EQUAL, whole(1))).isNull();
    assertThat(computed(whole(1), ArithmeticOperator.PLUS, UNKNOWN_INT, Type.INT)).isNull();
    assertThat(value(new Negate(UNKNOWN_INT))).isNull();
    assertThat(value(new Size(new Property("absent", Type.STRING)))).isNull();
    assertThat(value(new Concat(text("a"), new Property("absent", Type.STRING)))).isNull();
  }

  @Test
  void aPropertyThatDoesNotReadIsUnknownAndYetThere() {
    assertThat(value(new Property("bad", Type.INT))).isNull();
    assertThat(value(new Has(new Property("bad", Type.INT)))).isEqualTo(true);
    assertThat(value(new Has(new Property("absent", Type.INT)))).isEqualTo(false);
    assertThat(value(new Has(new StartProperty("role", Type.STRING)))).isEqualTo(true);
    assertThat(value(new StartProperty("role", Type.STRING))).isEqualTo("teacher");
  }

  @Test
  void withoutAStartItsPropertiesAreUnknown() {
    ExpressionEvaluator evaluator = new ExpressionEvaluator(ZoneId.of("UTC"));
    StartProperty role = new StartProperty("role", Type.STRING);

    assertThat(evaluator.value(role, Subject.ofRow(EVENT))).isNull();
    assertThat(evaluator.value(new Has(role), Subject.ofRow(EVENT))).isEqualTo(false);
  }

  @Test
  void columnsAreThoseOfTheRow() {
    ExpressionEvaluator evaluator = new ExpressionEvaluator(ZoneId.of("Europe/Berlin"));
    Subject late = Subject.ofRow(inAccount(event(23 * 3600, "lesson", "0"), "a1"));

    assertThat(evaluator.value(new Column(EventColumn.EVENT), late)).isEqualTo("lesson");
    assertThat(evaluator.value(new Column(EventColumn.USER), late)).isNull();
    assertThat(evaluator.value(new Column(EventColumn.ACCOUNT), late)).isEqualTo("a1");
    assertThat(evaluator.value(new Column(EventColumn.DAY), late)).isEqualTo("2025-03-02");
    assertThat(evaluator.value(new Column(EventColumn.TIMESTAMP), late))
        .isEqualTo(Rows.micros(23 * 3600));
  }

  @Test
  void stringsCompareByCodePoint() {
    assertThat(compared(text("～"), ComparisonOperator.LESS, text("😀"))).isEqualTo(true);
    assertThat(compared(text("a"), ComparisonOperator.LESS, text("ab"))).isEqualTo(true);
    assertThat(compared(text("B"), ComparisonOperator.LESS, text("a"))).isEqualTo(true);
    assertThat(compared(text("é"), ComparisonOperator.EQUAL, text("e\u0301"))).isEqualTo(false);
  }

  @Test
  void numbersCompareExactly() {
    long odd = (1L << 53) + 1;

    assertThat(compared(whole(odd), ComparisonOperator.GREATER, number(0x1p53))).isEqualTo(true);
    assertThat(compared(number(-0.0), ComparisonOperator.EQUAL, number(0.0))).isEqualTo(true);
    assertThat(compared(whole(0), ComparisonOperator.EQUAL, number(-0.0))).isEqualTo(true);
    assertThat(compared(whole(Long.MAX_VALUE), ComparisonOperator.LESS, number(0x1p63)))
        .isEqualTo(true);
  }

  @Test
  void inIsADisjunctionOfComparisons() {
    assertThat(value(new In(whole(2), List.of(whole(1), whole(2))))).isEqualTo(true);
    assertThat(value(new In(whole(2), List.of(UNKNOWN_INT, whole(2))))).isEqualTo(true);
    assertThat(value(new In(whole(3), List.of(UNKNOWN_INT, whole(2))))).isNull();
    assertThat(value(new In(UNKNOWN_INT, List.of(whole(2))))).isNull();
    assertThat(value(new In(UNKNOWN_INT, List.of()))).isEqualTo(false);
  }

  @Test
  void wholeNumbersNeverWrap() {
    assertThat(computed(whole(Long.MAX_VALUE), ArithmeticOperator.PLUS, whole(1), Type.INT))
        .isNull();
    assertThat(computed(whole(Long.MIN_VALUE), ArithmeticOperator.MINUS, whole(1), Type.INT))
        .isNull();
    assertThat(computed(whole(Long.MAX_VALUE), ArithmeticOperator.TIMES, whole(2), Type.INT))
        .isNull();
    assertThat(computed(whole(Long.MIN_VALUE), ArithmeticOperator.DIVIDE, whole(-1), Type.INT))
        .isNull();
    assertThat(value(new Negate(whole(Long.MIN_VALUE)))).isNull();
    assertThat(value(new Negate(whole(5)))).isEqualTo(-5L);
  }

  @Test
  void divisionTruncatesAndTheRemainderFollows() {
    assertThat(computed(whole(-7), ArithmeticOperator.DIVIDE, whole(2), Type.INT)).isEqualTo(-3L);
    assertThat(computed(whole(-7), ArithmeticOperator.REMAINDER, whole(2), Type.INT))
        .isEqualTo(-1L);
    assertThat(computed(whole(7), ArithmeticOperator.REMAINDER, whole(-2), Type.INT)).isEqualTo(1L);
    assertThat(computed(whole(Long.MIN_VALUE), ArithmeticOperator.REMAINDER, whole(-1), Type.INT))
        .isEqualTo(0L);
    assertThat(computed(whole(1), ArithmeticOperator.DIVIDE, whole(0), Type.INT)).isNull();
    assertThat(computed(whole(1), ArithmeticOperator.REMAINDER, whole(0), Type.INT)).isNull();
  }

  @Test
  void numbersThatAreNotFiniteAreUnknown() {
    Expression large = number(1e308);

    assertThat(computed(large, ArithmeticOperator.TIMES, whole(10), Type.DOUBLE)).isNull();
    assertThat(computed(number(1), ArithmeticOperator.DIVIDE, number(0), Type.DOUBLE)).isNull();
    assertThat(computed(whole(0), ArithmeticOperator.DIVIDE, number(0), Type.DOUBLE)).isNull();
    assertThat(computed(whole(3), ArithmeticOperator.DIVIDE, number(2), Type.DOUBLE))
        .isEqualTo(1.5);
  }

  @Test
  void timesAreMicroseconds() {
    Expression noon = new TimestampLiteral(43_200_000_000L);
    Expression hour = new DurationLiteral(3_600_000_000L);

    assertThat(computed(noon, ArithmeticOperator.PLUS, hour, Type.TIMESTAMP))
        .isEqualTo(46_800_000_000L);
    assertThat(computed(noon, ArithmeticOperator.MINUS, noon, Type.DURATION)).isEqualTo(0L);
    assertThat(compared(hour, ComparisonOperator.GREATER, new DurationLiteral(0))).isEqualTo(true);
  }

  @Test
  void sizeCountsCodePoints() {
    assertThat(value(new Size(new Property("word", Type.STRING)))).isEqualTo(3L);
    assertThat(value(new Size(new Concat(text("é"), text(""))))).isEqualTo(1L);
  }

  @Test
  void textTestsAreLiteral() {
    assertThat(tested(TextOperator.STARTS_WITH, "a.b", "a.")).isEqualTo(true);
    assertThat(tested(TextOperator.STARTS_WITH, "axb", "a.")).isEqualTo(false);
    assertThat(tested(TextOperator.ENDS_WITH, "a%", "%")).isEqualTo(true);
    assertThat(tested(TextOperator.CONTAINS, "it's", "'")).isEqualTo(true);
    assertThat(tested(TextOperator.CONTAINS, "", "")).isEqualTo(true);
  }

  @Test
  void matchesIsUnanchoredAndItsDotStopsAtANewline() {
    assertThat(tested(TextOperator.MATCHES, "xaby", "a.y?")).isEqualTo(true);
    assertThat(tested(TextOperator.MATCHES, "a\nb", "a.b")).isEqualTo(false);
    assertThat(tested(TextOperator.MATCHES, "a\nb", "(?s)a.b")).isEqualTo(true);
    assertThat(tested(TextOperator.MATCHES, "a😀b", "^a.b$")).isEqualTo(true);
    assertThat(tested(TextOperator.MATCHES, "b\n", "b$")).isEqualTo(false);
  }

  private static @Nullable Object tested(TextOperator operator, String text, String argument) {
    return value(new TextTest(operator, text(text), text(argument)));
  }
}
