package dev.firstvalue.simulation.world;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The truth of a world, by adding up the probabilities of every kind of people. */
final class TruthSums {
  /** Beyond so many events of a first week probabilities are below 1e-30. */
  private static final int MOST = 150;

  private static final int STEPS_OF_BISECTION = 100;

  /** The probabilities of a cell: of being in it, and there of value, of returning, of both. */
  private record Cell(double all, double reached, double retained, double both) {
    private static final Cell NONE = new Cell(0, 0, 0, 0);

    Cell plus(Cell other) {
      return new Cell(
          all + other.all, reached + other.reached, retained + other.retained, both + other.both);
    }

    /** The probability of the cell times the covariance of value and return within it. */
    double covariance() {
      return all == 0 ? 0 : both - reached * retained / all;
    }

    double ifReached() {
      return both / reached;
    }

    double ifNot() {
      return (retained - both) / (all - reached);
    }
  }

  private final World world;
  private final Cell[][][] cells = new Cell[2][2][MOST + 1];

  TruthSums(World world) {
    this.world = world;
    for (int half = 0; half < 2; half++) {
      for (int pro = 0; pro < 2; pro++) {
        for (int volume = 0; volume <= MOST; volume++) {
          cells[half][pro][volume] = cell(half, pro == 1, volume);
        }
      }
    }
  }

  private Cell cell(int half, boolean pro, int volume) {
    Cell sum = Cell.NONE;
    for (Persona persona : world.name().personas()) {
      double plan = pro ? persona.pro() : 1 - persona.pro();
      double all = persona.share() * plan * poisson(volume, persona.activity()) / 2;
      double reached = all * atLeastTwo(volume, sharing(persona, half));
      double effect = reached * effect(half);
      sum =
          sum.plus(
              new Cell(
                  all,
                  reached,
                  all * persona.stays() + effect,
                  reached * persona.stays() + effect));
    }
    return sum;
  }

  private boolean drifted(int half) {
    return world.drift() && half == 1;
  }

  private double sharing(Persona persona, int half) {
    return persona.sharing() * (drifted(half) ? World.DRIFT : 1);
  }

  private double effect(int half) {
    return drifted(half) ? 0 : world.name().effect();
  }

  WorldTruth truth() {
    Cell first = sum(0, 0).plus(sum(0, 1));
    Cell second = sum(1, 0).plus(sum(1, 1));
    Cell all = first.plus(second);
    Cell free = sum(0, 0).plus(sum(1, 0));
    Cell pro = sum(0, 1).plus(sum(1, 1));
    double spread = all.reached * (1 - all.reached);
    double withPlan = 0;
    double volumeOnly = 0;
    for (int volume = 0; volume <= MOST; volume++) {
      Cell onFree = cells[0][0][volume].plus(cells[1][0][volume]);
      Cell onPro = cells[0][1][volume].plus(cells[1][1][volume]);
      withPlan += onFree.covariance() + onPro.covariance();
      volumeOnly += onFree.plus(onPro).covariance();
    }
    return new WorldTruth(
        world.name().name(),
        world.name().sentence(),
        world.end().toString(),
        rounded(all.reached),
        Map.of("free", rounded(free.reached / free.all), "pro", rounded(pro.reached / pro.all)),
        median(all.reached),
        rounded(all.ifReached()),
        rounded(all.ifNot()),
        rounded(all.ifReached() - all.ifNot()),
        rounded(all.ifReached() / all.ifNot()),
        (effect(0) + effect(1)) / 2,
        rounded(withPlan / spread),
        rounded(volumeOnly / spread),
        List.of(half(first, 0), half(second, 1)));
  }

  private WorldTruth.Half half(Cell cell, int half) {
    return new WorldTruth.Half(
        rounded(cell.reached / cell.all), rounded(cell.ifReached() - cell.ifNot()), effect(half));
  }

  /** Without the noise of the last digits, so that a difference of 0 reads as 0. */
  private static double rounded(double sum) {
    return Math.rint(sum * 1e12) / 1e12 + 0.0;
  }

  private Cell sum(int half, int pro) {
    Cell sum = Cell.NONE;
    for (Cell cell : cells[half][pro]) {
      sum = sum.plus(cell);
    }
    return sum;
  }

  private @Nullable Double median(double reach) {
    if (reach < 0.5) {
      return null;
    }
    double low = Calendar.SETTLED;
    double high = Calendar.WEEK;
    for (int i = 0; i < STEPS_OF_BISECTION; i++) {
      double middle = (low + high) / 2;
      if (reachedBefore(middle) < 0.5) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high / 1e6;
  }

  /** The notes that one shares up to some time are Poisson, being a share of Poisson events. */
  private double reachedBefore(double micros) {
    double reached = 0;
    for (int half = 0; half < 2; half++) {
      for (Persona persona : world.name().personas()) {
        double mean =
            persona.activity() * sharing(persona, half) * Calendar.before(micros, persona.haste());
        reached += persona.share() / 2 * (1 - Math.exp(-mean) * (1 + mean));
      }
    }
    return reached;
  }

  private static double poisson(int count, double mean) {
    double probability = Math.exp(-mean);
    for (int i = 1; i <= count; i++) {
      probability *= mean / i;
    }
    return probability;
  }

  /** The probability of two or more of so many, each with one probability. */
  private static double atLeastTwo(int of, double p) {
    return of < World.THRESHOLD ? 0 : 1 - Math.pow(1 - p, of) - of * p * Math.pow(1 - p, of - 1.0);
  }
}
