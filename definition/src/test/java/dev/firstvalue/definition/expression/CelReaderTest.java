package dev.firstvalue.definition.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.expression.CelReader.Reading;
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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CelReaderTest {
  private static final Property TEXT = new Property("text", Type.STRING);
  private static final Property SECONDS = new Property("seconds", Type.INT);
  private static final Property SCORE = new Property("score", Type.DOUBLE);
  private static final Property PASSED = new Property("passed", Type.BOOL);
  private static final Property AT = new Property("at", Type.TIMESTAMP);
  private static final Column TIMESTAMP = new Column(EventColumn.TIMESTAMP);

  @Test
  void namesArePropertiesColumnsAndStartProperties() {
    assertThat(read("properties.passed")).isEqualTo(PASSED);
    assertThat(read("start.properties.plan == user"))
        .isEqualTo(equal(new StartProperty("plan", Type.STRING), new Column(EventColumn.USER)));
    assertThat(read("event == account"))
        .isEqualTo(equal(new Column(EventColumn.EVENT), new Column(EventColumn.ACCOUNT)));
    assertThat(read("day == '2026-01-31'"))
        .isEqualTo(equal(new Column(EventColumn.DAY), new StringLiteral("2026-01-31")));
  }

  @Test
  void aNameThatIsNoIdentifierIsWrittenInBrackets() {
    assertThat(read("properties[\"$browser\"] == 'Firefox'"))
        .isEqualTo(equal(new Property("$browser", Type.STRING), new StringLiteral("Firefox")));
    assertThat(read("start['properties']['plan'] == 'pro'"))
        .isEqualTo(equal(new StartProperty("plan", Type.STRING), new StringLiteral("pro")));
    assertThat(read("has(properties['$browser'])"))
        .isEqualTo(new Has(new Property("$browser", Type.STRING)));
  }

  @Test
  void literalsTakeTheTypeOfTheNumberBesideThem() {
    assertThat(read("properties.score > 3"))
        .isEqualTo(compare(ComparisonOperator.GREATER, SCORE, new DoubleLiteral(3)));
    assertThat(read("30.0 <= properties.seconds"))
        .isEqualTo(compare(ComparisonOperator.LESS_OR_EQUAL, new IntLiteral(30), SECONDS));
    assertThat(read("properties.seconds > 2.5"))
        .isEqualTo(compare(ComparisonOperator.GREATER, SECONDS, new DoubleLiteral(2.5)));
    assertThat(read("properties.score != 9007199254740993"))
        .as("no binary64 number: it stays an integer")
        .isEqualTo(compare(ComparisonOperator.NOT_EQUAL, SCORE, new IntLiteral(9007199254740993L)));
    assertThat(read("properties.score in [1, 2.5]"))
        .isEqualTo(new In(SCORE, List.of(new DoubleLiteral(1), new DoubleLiteral(2.5))));
    assertThat(read("properties.seconds == properties.score")).isEqualTo(equal(SECONDS, SCORE));
    assertThat(read("properties.score == -0.0")).isEqualTo(equal(SCORE, new DoubleLiteral(0.0)));
  }

  @Test
  void integersReachTheirLimits() {
    assertThat(read("properties.seconds == -9223372036854775808"))
        .isEqualTo(equal(SECONDS, new IntLiteral(Long.MIN_VALUE)));
    assertThat(read("properties.seconds == 0x7F")).isEqualTo(equal(SECONDS, new IntLiteral(127)));
    assertThat(refusal("properties.seconds == 9223372036854775808").rule())
        .isEqualTo(Refusal.SYNTAX);
    assertThat(refusal("properties.score == 1e400").found()).isEqualTo("a number too large");
  }

  @Test
  void chainsOfOneOperatorAreOneNode() {
    Expression passed = PASSED;
    assertThat(read("properties.passed && (properties.passed && !properties.passed) && true"))
        .isEqualTo(new And(List.of(passed, passed, new Not(passed), new BoolLiteral(true))));
    assertThat(read("properties.passed || properties.passed && false"))
        .isEqualTo(new Or(List.of(passed, new And(List.of(passed, new BoolLiteral(false))))));
  }

  @Test
  void arithmeticHasTheTypeOfItsOperands() {
    assertThat(read("properties.seconds / 60 % 7 == 1"))
        .isEqualTo(
            equal(
                arithmetic(
                    ArithmeticOperator.REMAINDER,
                    arithmetic(ArithmeticOperator.DIVIDE, SECONDS, new IntLiteral(60), Type.INT),
                    new IntLiteral(7),
                    Type.INT),
                new IntLiteral(1)));
    assertThat(read("properties.score * 2 == -properties.score"))
        .isEqualTo(
            equal(
                arithmetic(ArithmeticOperator.TIMES, SCORE, new DoubleLiteral(2), Type.DOUBLE),
                new Negate(SCORE)));
    assertThat(read("properties.text + 'x' == 'yx'"))
        .isEqualTo(equal(new Concat(TEXT, new StringLiteral("x")), new StringLiteral("yx")));
  }

  @Test
  void timesAddAndSubtract() {
    assertThat(read("timestamp - properties.at > duration('1h30m')"))
        .isEqualTo(
            compare(
                ComparisonOperator.GREATER,
                arithmetic(ArithmeticOperator.MINUS, TIMESTAMP, AT, Type.DURATION),
                new DurationLiteral(5_400_000_000L)));
    assertThat(read("timestamp < timestamp('2026-01-31T01:00:00.000001+01:00') + duration('1d')"))
        .isEqualTo(
            compare(
                ComparisonOperator.LESS,
                TIMESTAMP,
                arithmetic(
                    ArithmeticOperator.PLUS,
                    new TimestampLiteral(1_769_817_600_000_001L),
                    new DurationLiteral(86_400_000_000L),
                    Type.TIMESTAMP)));
    assertThat(read("duration('-1.5s') == duration('-1500ms')"))
        .isEqualTo(equal(new DurationLiteral(-1_500_000), new DurationLiteral(-1_500_000)));
  }

  @Test
  void functionsOfText() {
    assertThat(read("properties.text.startsWith('a')"))
        .isEqualTo(new TextTest(TextOperator.STARTS_WITH, TEXT, new StringLiteral("a")));
    assertThat(read("properties.text.endsWith(user)"))
        .isEqualTo(new TextTest(TextOperator.ENDS_WITH, TEXT, new Column(EventColumn.USER)));
    assertThat(read("properties.text.contains(\"\\u00e9😀\")"))
        .isEqualTo(new TextTest(TextOperator.CONTAINS, TEXT, new StringLiteral("é😀")));
    assertThat(read("properties.text.matches(r'^a.b$')"))
        .isEqualTo(new TextTest(TextOperator.MATCHES, TEXT, new StringLiteral("^a.b$")));
    assertThat(read("size(properties.text) == properties.text.size()"))
        .isEqualTo(equal(new Size(TEXT), new Size(TEXT)));
  }

  @Test
  void aConditionalHasOneType() {
    assertThat(read("(properties.passed ? properties.score : 0) > 1"))
        .isEqualTo(
            compare(
                ComparisonOperator.GREATER,
                new Conditional(PASSED, SCORE, new DoubleLiteral(0), Type.DOUBLE),
                new DoubleLiteral(1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "properties.seconds == '30'",
        "properties.text > 3",
        "properties.passed < true",
        "properties.seconds",
        "properties.text && true",
        "!properties.seconds",
        "properties.passed ? 1 : 'x'",
        "properties.seconds % 2.5 == 0.5",
        "timestamp + timestamp == timestamp",
        "timestamp * 2 == timestamp",
        "properties.text - 'a' == ''",
        "-properties.text == ''",
        "properties.text in ['a', 1]",
        "size(properties.seconds) == 1",
        "properties.seconds.startsWith('1')",
        "timestamp > timestamp('2026-02-30T00:00:00Z')",
        "timestamp > timestamp('2026-01-01')",
        "timestamp > timestamp('0001-01-01T00:00:00Z')",
        "timestamp > timestamp('2026-01-01T00:00:00.0000001Z')",
        "timestamp - timestamp > duration('3 days')",
        "timestamp - timestamp > duration('')",
        "timestamp - timestamp > duration('1.5us')",
        "timestamp - timestamp > duration('999999999d')",
        "properties.mixed == 'x'",
      })
  void typesThatDoNotFitAreRefused(String text) {
    assertThat(refusal(text).rule()).isEqualTo(Refusal.TYPE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "(?<!a)b",
        "(?=a)",
        "(a)\\1",
        "a{1001}",
        "(a{1000}){1000}",
        "((a{1,100}){1,100}){1,100}",
        "((((a{9}){9}){9}){9}){9}",
        "(x{0,32}){32,}",
        "[\\pL]{30}",
        "(a\\p{Greek}){11}",
        "\\é",
        "a\\B",
        ")))(a{1000}){1000}",
        "(?P<n>a{1000}){1000}",
      })
  void aPatternIsOneThatEveryStoreTakes(String pattern) {
    assertThat(refusal("properties.text.matches(r'" + pattern + "')").rule())
        .isEqualTo(Refusal.PATTERN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "^a{1,1000}$",
        "(ab{2}){500}",
        "[^@]{1,64}@[a-z.]{1,255}",
        "^\\pL+ \\p{Lu}\\P{Nd}*$",
        "a{,2}{x}{",
        "[]a(]{1000}",
        "[[:alpha:]{]{1000}",
        "\\Q(a{1000}){1000}\\E",
        "\\(a{1000}\\){1000}",
        "\\\\B",
        "é{1000}",
      })
  void otherPatternsAreTaken(String pattern) {
    assertThat(CelReader.predicate("properties.text.matches(r'" + pattern + "')", Scopes.ALL))
        .isInstanceOf(Reading.Read.class);
  }

  @Test
  void aPatternIsJudgedWithoutBeingCompiled() {
    assertThat(refusal("properties.text.matches('" + "(".repeat(4_000) + "')").found())
        .isEqualTo("groups nested more than 100 deep");
    assertThat(refusal("properties.text.matches('" + "(a{30})".repeat(800) + "{2}')").found())
        .startsWith("a pattern that grows to about");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1, 2].exists(x, x > 1)",
        "properties.text.map(x, x)",
        "{'a': 1}.a == 1",
        "dev.firstvalue.Thing{a: 1} == 1",
        "properties.text == null",
        "properties.seconds == 1u",
        "properties.text == b'x'",
        "properties.text in user",
        "properties.text in []",
        "properties.text in [user]",
        "[1] == [1]",
        "type(properties.text) == string",
        "int(properties.text) == 1",
        "string(properties.seconds) == '1'",
        "timestamp.getHours() == 1",
        "timestamp(properties.text) == timestamp",
        "duration(properties.text) == duration('1s')",
        "timestamp(1) == timestamp",
        "properties.text.matches(user)",
        "startsWith(properties.text, 'a')",
        "properties.text.startsWith('a', 'b')",
        "has(properties.text == 'x')",
        "has(properties.text, user)",
        "properties.has('x')",
        "(properties.passed ? user : account).length == 1",
        "'a'[0] == 'a'",
        "math.greatest(1, 2) == 2",
      })
  void whatIsNotPartOfTheLanguageIsRefused(String text) {
    assertThat(refusals(text)).extracting(Refusal::rule).contains(unsupportedOrType(text));
  }

  private static String unsupportedOrType(String text) {
    return text.startsWith("timestamp(1)") ? Refusal.TYPE : Refusal.UNSUPPORTED;
  }

  @Test
  void unknownNamesComeWithTheNearestKnownOne() {
    assertThat(refusal("properties.secnds >= 30").nearest()).contains("properties.seconds");
    assertThat(refusal("seconds >= 30").nearest()).contains("properties.seconds");
    assertThat(refusal("plan == 'pro'").nearest()).contains("start.properties.plan");
    assertThat(refusal("property.seconds > 1").nearest()).contains("properties");
    assertThat(refusal("usr == 'x'").nearest()).contains("user");
    assertThat(refusal("start.properties.paln == ''").nearest()).contains("start.properties.plan");
    assertThat(refusal("properties.text.startswith('x')").nearest()).contains("startsWith");
    assertThat(refusal("properties.a.b == 'x'").nearest()).contains("properties[\"a.b\"]");
    assertThat(refusal("properties.wholly_different == 'x'").nearest()).isEmpty();
    assertThat(refusal("start.plan == ''").expected()).isEqualTo("start.properties.NAME");
    assertThat(refusal("properties == 'x'").rule()).isEqualTo(Refusal.UNKNOWN_NAME);
    assertThat(refusal("created.user == user").rule()).isEqualTo(Refusal.UNKNOWN_NAME);
  }

  @Test
  void onlyTheNamesOfTheScopeAreKnown() {
    Scope startOnly = new Scope(java.util.Set.of(), java.util.Optional.empty(), Scopes.ALL.start());
    Reading reading = CelReader.predicate("user == 'x' || properties.text == ''", startOnly);

    assertThat(reading).isInstanceOf(Reading.Refused.class);
    assertThat(((Reading.Refused) reading).refusals())
        .extracting(Refusal::expected)
        .containsExactly("start.properties.NAME", "start.properties.NAME");
  }

  @Test
  void everyMistakeIsNamedAtItsPlace() {
    String text = "properties.text == 3 && 'é😀' != prop.x &&\n  properties.secs > size(user)";

    assertThat(refusals(text))
        .extracting(Refusal::offset)
        .containsExactly(0, text.codePointCount(0, text.indexOf("prop.x")), offset(text, "secs"));
  }

  @Test
  void aPlaceIsWhereThePartBegins() {
    assertThat(refusal("true && (properties.seconds + 1).size() == 1").offset()).isEqualTo(9);
    assertThat(refusal("true && [1].exists(x, x > 1)").offset()).isEqualTo(12);
    assertThat(refusal("true && int(user) == 1").offset()).isEqualTo(8);
    assertThat(refusal("true && properties.text.matches('(')").offset()).isEqualTo(32);
  }

  @Test
  void syntaxIsExplained() {
    assertThat(refusal("properties.passed &&").found()).isEqualTo("the expression ends too early");
    assertThat(refusal("").found()).isEqualTo("the expression ends too early");
    assertThat(refusal("user = 'x'"))
        .isEqualTo(
            new Refusal(
                Refusal.SYNTAX,
                5,
                "unexpected =",
                "a CEL expression",
                java.util.Optional.of("==")));
    assertThat(refusal("user == 'x' and true").nearest()).contains("&&");
    assertThat(refusal("(user == 'x'").found()).isEqualTo("a missing )");
    assertThat(refusal("user == 'x").found()).isEqualTo("a string that does not end");
    assertThat(refusal("user == 'x' &&\n &&").offset()).isEqualTo(16);
    assertThat(refusal("(".repeat(400) + "true" + ")".repeat(400)).rule())
        .isEqualTo(Refusal.SYNTAX);
    assertThat(refusal("x".repeat(CelReader.LONGEST + 1)).expected()).isEqualTo("at most 10000");
    assertThat(refusal("(".repeat(101) + "true" + ")".repeat(101)).found())
        .isEqualTo("an expression nested too deep");
  }

  private static int offset(String text, String part) {
    return text.codePointCount(0, text.indexOf(part));
  }

  private static Expression read(String text) {
    return switch (CelReader.predicate(text, Scopes.ALL)) {
      case Reading.Read(Expression expression) -> expression;
      case Reading.Refused(List<Refusal> refusals) -> throw new AssertionError(refusals);
    };
  }

  private static List<Refusal> refusals(String text) {
    return switch (CelReader.predicate(text, Scopes.ALL)) {
      case Reading.Read(Expression expression) -> throw new AssertionError(expression);
      case Reading.Refused(List<Refusal> refusals) -> refusals;
    };
  }

  private static Refusal refusal(String text) {
    return refusals(text).getFirst();
  }

  private static Expression equal(Expression left, Expression right) {
    return compare(ComparisonOperator.EQUAL, left, right);
  }

  private static Expression compare(
      ComparisonOperator operator, Expression left, Expression right) {
    return new Comparison(operator, left, right);
  }

  private static Expression arithmetic(
      ArithmeticOperator operator, Expression left, Expression right, Type type) {
    return new Arithmetic(operator, left, right, type);
  }
}
