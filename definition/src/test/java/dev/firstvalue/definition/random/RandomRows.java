package dev.firstvalue.definition.random;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.definition.event.Micros;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Logs with ties, copies, gaps and nobody's rows, around one instant. */
final class RandomRows {
  private final Dice dice;
  private final long around;
  private final boolean withIds;

  RandomRows(Dice dice, Instant around, boolean withIds) {
    this.dice = dice;
    this.around = Micros.of(around);
    this.withIds = withIds;
  }

  List<Event> events() {
    if (dice.percent(3)) {
      return List.of();
    }
    List<Event> events = new ArrayList<>(dice.times(dice.between(5, 250), () -> event(user())));
    if (dice.percent(10)) {
      String busy = dice.of(Catalog.USERS);
      events.addAll(dice.times(dice.between(200, 400), () -> event(busy)));
    }
    return events;
  }

  List<Exposure> exposures() {
    return dice.times(
        dice.below(40),
        () ->
            new Exposure(
                time(),
                dice.percent(85) ? Catalog.EXPERIMENT : "another",
                dice.of(Catalog.ARMS),
                user(),
                account()));
  }

  /** An instant near the others, often the same as another's. */
  long time() {
    long tick =
        switch (dice.below(4)) {
          case 0 -> Micros.of(Duration.ofMinutes(30)) * dice.between(-6, 12);
          case 1 -> Micros.of(Duration.ofDays(1)) * dice.between(-3, 8);
          case 2 -> dice.between(-2, 2);
          default -> dice.between(-Micros.of(Duration.ofDays(3)), Micros.of(Duration.ofDays(10)));
        };
    return around + tick;
  }

  private Event event(@Nullable String user) {
    Map<String, String> properties = new HashMap<>();
    Catalog.PROPERTIES.forEach(
        (name, type) -> {
          String raw =
              name.equals("to") && dice.percent(70) ? user() : RandomValues.raw(dice, type);
          if (raw != null) {
            properties.put(name, raw);
          }
        });
    return new Event(time(), dice.of(Catalog.EVENTS), id(), user, account(), properties);
  }

  private @Nullable String id() {
    return !withIds || dice.percent(10) ? null : dice.percent(5) ? "" : "é" + dice.below(120);
  }

  private @Nullable String user() {
    return dice.percent(92) ? dice.of(Catalog.USERS) : nobody();
  }

  private @Nullable String account() {
    return dice.percent(85) ? dice.of(Catalog.ACCOUNTS) : nobody();
  }

  private @Nullable String nobody() {
    return dice.percent(30) ? null : dice.of("", "0", "00000000-0000-0000-0000-000000000000");
  }
}
