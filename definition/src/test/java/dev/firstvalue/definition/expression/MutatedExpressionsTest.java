package dev.firstvalue.definition.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.expression.CelReader.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Whatever somebody writes becomes an expression or a refusal inside the text, and soon. */
class MutatedExpressionsTest {
  private static final long SEED = 20260301;
  private static final int CASES = 2_000;
  private static final List<String> SEEDS =
      List.of(
          "properties.seconds >= 30 && properties.text != \"import\"",
          "has(properties.text) ? properties.score > 3 : properties.seconds in [1, 2, 3]",
          "timestamp - properties.at < duration(\"2d3h\") || day == '2026-01-31'",
          "timestamp > timestamp(\"2026-01-31T00:00:00Z\") + duration(\"24h\")",
          "properties.text.matches(r'^a.*(b|c){2,5}$') && size(properties.text) < 10",
          "start.properties.plan == 'pro' && !(user == account)",
          "-properties.seconds * 2 + 7 / 3 % 2 == 1");
  private static final List<String> PIECES =
      List.of(
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          "'",
          "\"",
          "\\",
          ".",
          ",",
          ":",
          "?",
          "!",
          "-",
          "&&",
          "||",
          "==",
          "in",
          "has(",
          "null",
          "true",
          "9223372036854775808",
          "1e400",
          "0x",
          "1u",
          "b'",
          "r\"",
          "\"\"\"",
          "\\u0000",
          "\\ud800",
          "\u0000",
          "\u202e",
          "😀",
          "\ud800",
          "\n",
          "`",
          "properties.",
          "start.",
          "properties['",
          "matches('((a{99}){99}){99}')",
          "//",
          "x",
          "@",
          "timestamp('",
          "duration('-",
          "[?",
          ".?",
          "a{b:",
          "properties.text.",
          "exists(x,");

  @Test
  void anythingIsReadOrRefusedInside() {
    Random random = new Random(SEED);
    long slowest = 0;
    for (int i = 0; i < CASES; i++) {
      String text = mutated(random);
      long before = System.nanoTime();
      Reading reading = CelReader.predicate(text, Scopes.ALL);
      slowest = Math.max(slowest, System.nanoTime() - before);
      switch (reading) {
        case Reading.Read(Expression expression) ->
            assertThat(expression.type()).as(text).isEqualTo(Type.BOOL);
        case Reading.Refused(List<Refusal> refusals) -> {
          assertThat(refusals).as(text).isNotEmpty();
          assertThat(refusals)
              .as(text)
              .allSatisfy(
                  refusal ->
                      assertThat(refusal.offset())
                          .isBetween(0, text.codePointCount(0, text.length())));
        }
      }
    }
    assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(5));
  }

  /** A server's thread has a megabyte of stack, and its own calls are on it already. */
  @Test
  void nestingNeedsHalfAMegabyteOfStackAtMost() throws InterruptedException {
    List<String> levels = List.of("[", "(", "{1: ", "size(", "!(", "-(", "true && [", "1 + (");
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicInteger refused = new AtomicInteger();
    Runnable reading =
        () -> {
          for (String level : levels) {
            for (int depth : new int[] {90, 240, 900}) {
              Reading read = CelReader.predicate(level.repeat(depth), Scopes.ALL);
              refused.addAndGet(read instanceof Reading.Refused ? 1 : 0);
            }
          }
        };

    Thread thread = new Thread(null, reading, "a small stack", 512 * 1024);
    thread.setUncaughtExceptionHandler((t, e) -> thrown.set(e));
    thread.start();
    thread.join();

    assertThat(thrown.get()).isNull();
    assertThat(refused.get()).isEqualTo(levels.size() * 3);
  }

  private static String mutated(Random random) {
    StringBuilder text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
    int edits = 1 + random.nextInt(6);
    for (int i = 0; i < edits; i++) {
      int at = random.nextInt(text.length() + 1);
      String piece = PIECES.get(random.nextInt(PIECES.size()));
      switch (random.nextInt(5)) {
        case 0 -> text.insert(at, piece);
        case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(8)));
        case 2 -> text.replace(at, Math.min(text.length(), at + 1), piece);
        case 3 -> text.insert(at, piece.repeat(random.nextInt(200)));
        default -> text.append(" && (").append(SEEDS.get(random.nextInt(SEEDS.size()))).append(")");
      }
    }
    return text.toString();
  }
}
