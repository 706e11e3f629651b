package dev.firstvalue.simulation.random;

import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.plan.Durations;
import dev.firstvalue.definition.v1.Condition;
import dev.firstvalue.definition.v1.Ratio;
import dev.firstvalue.definition.v1.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Conditions of every form with every modifier, nested. */
final class RandomConditions {
  private static final List<Duration> SHORT =
      List.of(
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(12),
          Duration.ofDays(1),
          Duration.ofDays(2),
          Duration.ofDays(4));

  private final Dice dice;
  private final World world;
  private final String entity;
  private final SortedMap<String, Type> start;
  private final boolean plain;
  private final RandomPredicates predicates;

  /**
   * Conditions of one definition.
   *
   * @param entity {@code user} or {@code account}
   * @param start the properties of the start event
   * @param plain whether they ask no more of an event than its name, its time and whose it is
   */
  RandomConditions(
      Dice dice, World world, String entity, SortedMap<String, Type> start, boolean plain) {
    this.dice = dice;
    this.world = world;
    this.entity = entity;
    this.start = start;
    this.plain = plain;
    this.predicates = new RandomPredicates(dice, world.around(), world.texts());
  }

  /**
   * Where a condition stands.
   *
   * @param length how long its events count
   */
  private record Place(Duration length, boolean qualifies, boolean insideUnless, boolean grouped) {
    Place vetoing(boolean inGroup) {
      return new Place(length, qualifies, true, inGroup);
    }

    Place within(Duration shorter) {
      return new Place(shorter, qualifies, insideUnless, grouped);
    }
  }

  /** A value event in a window. */
  Condition qualifies(Duration window, int depth) {
    return condition(new Place(window, true, false, false), depth);
  }

  /** A milestone or an outcome in a range of this length. */
  Condition beside(Duration length, int depth) {
    return condition(new Place(length, false, false, false), depth);
  }

  private Condition condition(Place outer, int depth) {
    Condition.Builder condition = Condition.newBuilder();
    Place place = outer;
    if (outer.qualifies() && dice.percent(10)) {
      List<Duration> shorter =
          SHORT.stream().filter(each -> each.compareTo(outer.length()) < 0).toList();
      if (!shorter.isEmpty()) {
        Duration within = dice.of(shorter);
        condition.setWithin(Durations.format(within));
        place = outer.within(within);
      }
    }
    boolean grouped = place.grouped();
    int form = dice.below(depth == 0 ? 65 : 100);
    if (form < 30 || (plain && form < 65)) {
      leaf(condition);
      grouped |= per(condition, place);
    } else if (form < 48) {
      sequence(condition);
      grouped |= per(condition, place);
    } else if (form < 65) {
      ratio(condition, place);
      grouped |= per(condition, place);
    } else if (form < 83) {
      condition.addAllAll(parts(place, depth - 1, dice.between(1, dice.percent(80) ? 2 : 3)));
    } else {
      condition.addAllAny(parts(place, depth - 1, dice.between(1, dice.percent(80) ? 3 : 4)));
      if (dice.percent(40)) {
        condition.setAtLeast(dice.between(1, condition.getAnyCount()));
      }
    }
    if (!place.insideUnless() && dice.percent(12)) {
      condition.setUnless(condition(place.vetoing(grouped), dice.percent(75) ? 0 : 1));
    }
    return condition.build();
  }

  private List<Condition> parts(Place place, int depth, int count) {
    return dice.times(count, () -> condition(place, depth));
  }

  private void leaf(Condition.Builder leaf) {
    List<String> events = events();
    leaf.addAllEvent(events);
    if (plain) {
      if (dice.percent(25)) {
        leaf.setAtLeast(dice.between(1, 3));
      }
      return;
    }
    SortedMap<String, Type> properties = world.properties(events);
    if (dice.percent(25)) {
      leaf.setWhere(predicates.of(Sight.row(properties).andStart(properties, start)));
    }
    leaf.addAllBy(by(properties));
    List<String> numbers =
        properties.keySet().stream()
            .filter(name -> properties.get(name) == Type.INT || properties.get(name) == Type.DOUBLE)
            .toList();
    if (!numbers.isEmpty() && dice.percent(22)) {
      leaf.setSum("properties." + dice.of(numbers));
      if (dice.percent(85)) {
        leaf.setAtLeast(dice.of(0.5, 1.0, 2.5, 5.25, 10.0, 12.345, 60.0, 100.0, 1e-6));
      }
      return;
    }
    if (dice.percent(45)) {
      leaf.setDistinct(distinct(properties, leaf.getByCount() > 0));
    }
    if (dice.percent(45)) {
      leaf.setAtLeast(dice.percent(93) ? dice.between(1, 3) : dice.between(4, 40));
    }
  }

  private List<String> events() {
    return dice.percent(65)
        ? List.of(dice.of(world.names()))
        : dice.times(dice.between(2, 3), () -> dice.of(world.names())).stream().distinct().toList();
  }

  private List<String> by(SortedMap<String, Type> properties) {
    if (!properties.containsKey(Names.TO) || dice.percent(80)) {
      return List.of();
    }
    String to = "properties." + Names.TO;
    String column = entity.equals("user") ? "user_id" : "account_id";
    return switch (dice.below(6)) {
      case 0 -> List.of(entity, to);
      case 1 -> List.of("user", "account");
      case 2 -> List.of(column, to);
      case 3 -> properties.get("count") == Type.INT ? List.of("properties.count", to) : List.of(to);
      default -> List.of(to);
    };
  }

  private String distinct(SortedMap<String, Type> properties, boolean ofOthers) {
    if (!properties.isEmpty() && dice.percent(70)) {
      return "properties." + dice.of(List.copyOf(properties.keySet()));
    }
    String other = entity.equals("user") ? "account" : "user";
    return dice.of("day", "day", other, ofOthers ? entity : other);
  }

  /** Whether the condition is grouped. */
  private boolean per(Condition.Builder condition, Place place) {
    if (plain || place.grouped() || dice.percent(68)) {
      return false;
    }
    condition.addAllPer(
        dice.times(dice.percent(75) ? 1 : 2, this::key).stream().distinct().toList());
    return true;
  }

  /**
   * A key that rows of every event have, so that whatever stands in the group can be told apart.
   */
  private String key() {
    return dice.percent(65)
        ? "properties." + dice.of(List.copyOf(world.common()))
        : dice.of("day", "user");
  }

  private void sequence(Condition.Builder condition) {
    int length = dice.percent(90) ? 2 + dice.mostlyFew(1) : dice.between(4, 6);
    Step before = Step.getDefaultInstance();
    for (int i = 0; i < length; i++) {
      before = step(before, i);
      condition.addSequence(before);
    }
    if (dice.percent(40)) {
      condition.setGap(Durations.format(dice.of(SHORT)));
    }
    condition.setSimultaneous(world.withIds() && dice.percent(35));
  }

  private Step step(Step before, int index) {
    List<String> events = events();
    SortedMap<String, Type> properties = world.properties(events);
    Step.Builder step = Step.newBuilder().addAllEvent(events).addAllBy(by(properties));
    if (dice.percent(60)) {
      step.setName("s" + (index + 1));
    }
    Sight sight = Sight.row(properties).andStart(properties, start);
    if (!before.getName().isEmpty() && dice.percent(50)) {
      List<String> columns = new ArrayList<>(Sight.COLUMNS);
      if (step.getByCount() == 0 && before.getByCount() == 0) {
        columns.remove(entity); // always the same: refused
      }
      step.setWhere(
          predicates.follows(
              sight.andBefore(
                  before.getName(), properties, world.properties(before.getEventList()), columns)));
    } else if (dice.percent(20)) {
      step.setWhere(predicates.of(sight));
    }
    return step.build();
  }

  private void ratio(Condition.Builder condition, Place place) {
    Ratio.Builder ratio =
        Ratio.newBuilder()
            .setOf(counted())
            .setTo(counted())
            .setAbove(dice.of(0.0, 0.0, 0.1, 0.25, 1.0 / 3, 0.5, 1.0, 1.5));
    if (dice.percent(40)) {
      ratio.setFrom(dice.between(1, 3));
    }
    if (dice.percent(35)) {
      List<Duration> looks =
          SHORT.stream().filter(each -> each.compareTo(place.length()) < 0).toList();
      if (!looks.isEmpty()) {
        ratio.setAfter(Durations.format(dice.of(looks)));
      }
    }
    condition.setRatio(ratio);
  }

  private Condition counted() {
    List<String> events = events();
    SortedMap<String, Type> properties = world.properties(events);
    Condition.Builder counted = Condition.newBuilder().addAllEvent(events).addAllBy(by(properties));
    if (dice.percent(30)) {
      counted.setWhere(predicates.of(Sight.row(properties).andStart(properties, start)));
    }
    if (dice.percent(45)) {
      counted.setDistinct(distinct(properties, counted.getByCount() > 0));
    }
    return counted.build();
  }
}
