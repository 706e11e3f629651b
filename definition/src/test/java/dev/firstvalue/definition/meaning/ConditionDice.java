package dev.firstvalue.definition.meaning;

import dev.firstvalue.definition.v1.Condition;
import dev.firstvalue.definition.v1.Ratio;
import dev.firstvalue.definition.v1.Step;
import java.util.List;
import java.util.SplittableRandom;

/** Random conditions of every form over a small model. */
class ConditionDice {
  static final List<String> EVENTS = List.of("s", "a", "b", "c");
  static final List<String> WHERES =
      List.of(
          "properties.x >= 0",
          "properties.x >= 1",
          "properties.x >= 2",
          "properties.x > 0",
          "properties.x == 1",
          "properties.x in [1, 2]",
          "properties.x != 1",
          "properties.t == \"u1\"",
          "properties.t != \"u1\"",
          "has(properties.t)",
          "properties.t == start.properties.t",
          "event != \"b\"");
  static final List<String> FOLLOWS =
      List.of(
          "properties.t == p.properties.t",
          "properties.x >= p.properties.x",
          "properties.x > p.properties.x",
          "properties.t == p.user");
  static final List<String> WINDOWS = List.of("1h", "2h", "3h", "120m");
  static final List<String> KEYS = List.of("properties.t", "properties.x", "user", "day");

  private final SplittableRandom random;

  ConditionDice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  Condition condition(int depth) {
    Condition.Builder condition = Condition.newBuilder();
    int form = random.nextInt(depth > 0 ? 8 : 5);
    switch (form) {
      case 0, 1 -> leaf(condition);
      case 2 -> leaf(condition).setSum("properties.x").setAtLeast(of(1, 2, 3));
      case 3 -> sequence(condition);
      case 4 -> condition.setRatio(ratio());
      case 5, 6 -> parts(condition, depth, form == 5);
      default -> {
        parts(condition, depth, false);
        condition.setAtLeast(between(1, condition.getAnyCount()));
      }
    }
    if (form < 5 && percent(25)) {
      condition.addPer(of(KEYS));
    }
    if (percent(20)) {
      condition.setUnless(condition(0));
    }
    if (percent(15)) {
      condition.setWithin(of(WINDOWS));
    }
    return condition.build();
  }

  void parts(Condition.Builder condition, int depth, boolean all) {
    for (int i = between(1, 3); i > 0; i--) {
      if (all) {
        condition.addAll(condition(depth - 1));
      } else {
        condition.addAny(condition(depth - 1));
      }
    }
  }

  Condition.Builder leaf(Condition.Builder leaf) {
    leaf.addEvent(of(EVENTS));
    if (percent(30)) {
      leaf.addEvent(of(EVENTS));
    }
    if (percent(40)) {
      leaf.setWhere(where());
    }
    if (percent(15)) {
      leaf.addBy("properties.t");
    }
    if (percent(20)) {
      leaf.setDistinct(of("properties.t", "properties.x", "day"));
    }
    if (percent(40)) {
      leaf.setAtLeast(between(1, 3));
    }
    return leaf;
  }

  void sequence(Condition.Builder condition) {
    for (int i = between(2, 4); i > 0; i--) {
      condition.addSequence(step(condition.getSequenceCount()));
    }
    if (percent(35)) {
      condition.setGap(of(WINDOWS));
    }
    if (percent(20)) {
      condition.setSimultaneous(true);
    }
  }

  /** A step; p names the one before it, so that a later one of that name is refused. */
  Step step(int place) {
    Step.Builder step = Step.newBuilder().addEvent(of(EVENTS));
    if (percent(30)) {
      step.setWhere(place == 1 && percent(60) ? of(FOLLOWS) : where());
    }
    if (place == 0) {
      step.setName("p");
    }
    return step.build();
  }

  Ratio ratio() {
    Ratio.Builder ratio =
        Ratio.newBuilder().setOf(side()).setTo(side()).setAbove(of(0.0, 0.4, 0.5, 1.0));
    if (percent(50)) {
      ratio.setFrom(between(1, 3));
    }
    if (percent(30)) {
      ratio.setAfter(of("1h", "30m"));
    }
    return ratio.build();
  }

  Condition side() {
    Condition.Builder side = leaf(Condition.newBuilder());
    return side.clearAtLeast().build();
  }

  String where() {
    return percent(20) ? of(WHERES) + " && " + of(WHERES) : of(WHERES);
  }

  /** A whole number from 0 to below the bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean percent(int share) {
    return random.nextInt(100) < share;
  }

  int between(int from, int to) {
    return random.nextInt(from, to + 1);
  }

  @SafeVarargs
  final <T> T of(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
