package dev.firstvalue.simulation.world;

import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.simulation.Draws;
import java.util.Arrays;
import java.util.List;

/** Draws what one person after the other does. */
final class Lives {
  private static final int SHARED = Activity.NOTE_SHARED.index();

  private final World world;
  private final List<Persona> personas;
  private final double[] shares;
  private final double[][] kinds;
  private final double[][] driftedKinds;
  private final long end;
  private long[] events = new long[64];
  private int count;

  Lives(World world) {
    this.world = world;
    this.personas = world.name().personas();
    this.shares = personas.stream().mapToDouble(Persona::share).toArray();
    this.kinds = personas.stream().map(p -> Activity.shares(p.sharing())).toArray(double[][]::new);
    this.driftedKinds =
        personas.stream()
            .map(p -> Activity.shares(p.sharing() * World.DRIFT))
            .toArray(double[][]::new);
    this.end = Micros.of(world.end());
  }

  Member next(Draws draws) {
    count = 0;
    long signedUp = draws.between(Calendar.first(), Calendar.first() + Calendar.LENGTH);
    boolean drifted = world.drift() && Calendar.late(signedUp);
    int index = draws.index(shares);
    Persona persona = personas.get(index);
    boolean pro = draws.happens(persona.pro());
    double[] probabilities = (drifted ? driftedKinds : kinds)[index];
    int shared = 0;
    for (int i = draws.poisson(persona.activity()); i > 0; i--) {
      long after = Calendar.inWeek(draws.uniform(), persona.haste());
      int kind = draws.index(probabilities);
      shared += kind == SHARED ? 1 : 0;
      add(after, kind);
    }
    boolean gains = shared >= World.THRESHOLD && !drifted;
    if (draws.happens(persona.stays() + (gains ? world.name().effect() : 0))) {
      later(draws, probabilities, 1 + draws.poisson(persona.activity()), Calendar.MONTH);
      later(draws, probabilities, draws.poisson(persona.activity()), Calendar.QUARTER);
    }
    Arrays.sort(events, 0, count);
    int seen = count;
    while (seen > 0 && signedUp + Member.after(events[seen - 1]) >= end) {
      seen--;
    }
    return new Member(signedUp, pro, end, Arrays.copyOf(events, seen));
  }

  /** Events from the first week to a time after sign-up; those up to day 30 are a return. */
  private void later(Draws draws, double[] probabilities, int number, long to) {
    long from = to == Calendar.MONTH ? Calendar.WEEK : Calendar.MONTH;
    for (int i = number; i > 0; i--) {
      add(draws.between(from, to), draws.index(probabilities));
    }
  }

  private void add(long after, int kind) {
    if (count == events.length) {
      events = Arrays.copyOf(events, 2 * count);
    }
    events[count++] = Member.packed(after, kind);
  }
}
