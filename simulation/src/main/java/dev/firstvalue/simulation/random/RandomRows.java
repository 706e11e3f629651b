package dev.firstvalue.simulation.random;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.definition.event.Identity;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.expression.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Logs with ties, copies, gaps and nobody's rows, around one instant. */
final class RandomRows {
  private final Dice dice;
  private final long around;
  private final boolean withIds;
  private final List<String> texts;
  private final List<String> names;
  private final SortedMap<String, Type> properties;
  private final List<String> users;
  private final int ids;

  RandomRows(
      Dice dice,
      Instant around,
      boolean withIds,
      List<String> texts,
      SortedMap<String, SortedMap<String, Type>> catalog,
      SortedMap<String, Type> properties) {
    this.dice = dice;
    this.around = Micros.of(around);
    this.withIds = withIds;
    this.texts = texts;
    this.names = List.copyOf(catalog.keySet());
    this.properties = properties;
    this.users = Names.USERS.subList(0, dice.between(2, Names.USERS.size()));
    this.ids = dice.of(40, 200, 1000);
  }

  List<Event> events() {
    if (dice.percent(2)) {
      return List.of();
    }
    List<Event> events =
        new ArrayList<>(
            dice.times(
                dice.percent(85) ? dice.between(40, 160) : dice.between(1, 20),
                () -> event(user())));
    if (dice.percent(4)) {
      String busy = dice.of(users);
      events.addAll(dice.times(dice.percent(75) ? 300 : 1500, () -> event(busy)));
    }
    int copies = withIds ? dice.below(10) : 0;
    for (int i = 0; i < copies; i++) {
      events.add(copy(dice.of(events)));
    }
    return events;
  }

  List<Exposure> exposures() {
    return dice.times(
        dice.below(40),
        () ->
            new Exposure(
                time(around, dice),
                dice.percent(85) ? Names.EXPERIMENT : "another",
                dice.percent(95) ? dice.of(Names.ARMS) : "",
                user(),
                account()));
  }

  /** Links among few ids: some conflict, some are chains, some are to oneself or to nobody. */
  List<Identity> identities() {
    return dice.times(
        dice.below(8),
        () -> new Identity(user(), dice.percent(80) ? user() : "new 😀", time(around, dice)));
  }

  /** An instant near the others, often the same as another's. */
  static long time(long around, Dice dice) {
    long tick =
        switch (dice.below(8)) {
          case 0, 1, 2 -> Micros.of(Duration.ofMinutes(30)) * dice.between(-6, 12);
          case 3, 4 -> Micros.of(Duration.ofDays(1)) * dice.between(-2, 8);
          case 5 -> dice.between(-2, 2);
          default -> dice.between(-Micros.of(Duration.ofDays(2)), Micros.of(Duration.ofDays(10)));
        };
    return around + tick;
  }

  private Event event(@Nullable String user) {
    Map<String, String> values = new HashMap<>();
    properties.forEach(
        (name, type) -> {
          String raw =
              name.equals(Names.TO) && dice.percent(70)
                  ? user()
                  : name.equals(Names.PLAN) && dice.percent(15)
                      ? dice.of(Names.ARMS)
                      : RandomValues.raw(dice, type, texts);
          if (raw != null) {
            values.put(name, raw);
          }
        });
    return new Event(time(around, dice), dice.of(names), id(), user, account(), values);
  }

  /** The same id once more, with something else in it. */
  private Event copy(Event event) {
    Event other = event(dice.percent(70) ? event.user() : user());
    return switch (dice.below(4)) {
      case 0 -> event;
      case 1 ->
          new Event(
              event.timestamp(),
              event.name(),
              event.id(),
              event.user(),
              event.account(),
              other.properties());
      case 2 ->
          new Event(
              other.timestamp(),
              event.name(),
              event.id(),
              event.user(),
              event.account(),
              event.properties());
      default ->
          new Event(
              event.timestamp(),
              other.name(),
              event.id(),
              other.user(),
              other.account(),
              other.properties());
    };
  }

  private @Nullable String id() {
    return !withIds || dice.percent(5) ? null : dice.percent(5) ? "" : "é" + dice.below(ids);
  }

  private @Nullable String user() {
    return dice.percent(93) ? dice.of(users) : nobody();
  }

  private @Nullable String account() {
    return dice.percent(88) ? dice.of(Names.ACCOUNTS) : nobody();
  }

  private @Nullable String nobody() {
    return dice.percent(30) ? null : dice.of("", "0", "00000000-0000-0000-0000-000000000000");
  }
}
