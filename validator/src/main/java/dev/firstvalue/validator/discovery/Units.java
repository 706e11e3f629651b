package dev.firstvalue.validator.discovery;

import dev.firstvalue.definition.discovery.Profile;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The profiles of one part, laid out to be asked of many candidates. */
final class Units {
  /** Volumes above this quantile count as one. */
  private static final double CAP = 0.99;

  private final List<Profile> profiles;
  private final boolean[] retained;
  private final int[] clusters;
  private final int clusterCount;
  private final Map<Integer, Cells> cells = new HashMap<>();
  private final Map<Candidate, BitSet> marks = new HashMap<>();

  /** The cell of each unit by volume and attributes, and how many there are. */
  static final class Cells {
    private final int[] of;
    private final int count;

    private Cells(int[] of, int count) {
      this.of = of;
      this.count = count;
    }

    int of(int unit) {
      return of[unit];
    }

    int count() {
      return count;
    }
  }

  Units(List<Profile> profiles) {
    this.profiles = List.copyOf(profiles);
    this.retained = new boolean[profiles.size()];
    this.clusters = new int[profiles.size()];
    Map<Long, Integer> numbers = new HashMap<>();
    for (int unit = 0; unit < profiles.size(); unit++) {
      retained[unit] = profiles.get(unit).retained();
      int next = numbers.size();
      clusters[unit] = numbers.computeIfAbsent(profiles.get(unit).cluster(), any -> next);
    }
    this.clusterCount = numbers.size();
  }

  int size() {
    return profiles.size();
  }

  boolean retained(int unit) {
    return retained[unit];
  }

  /** The number of a unit's cluster, from 0 on in no meaningful order. */
  int cluster(int unit) {
    return clusters[unit];
  }

  int clusters() {
    return clusterCount;
  }

  boolean clustered() {
    return clusterCount < size();
  }

  /** Who reaches the candidate. */
  BitSet marks(Candidate candidate) {
    return marks.computeIfAbsent(candidate, this::mark);
  }

  private BitSet mark(Candidate candidate) {
    BitSet all = new BitSet(size());
    Clause first = candidate.clauses().getFirst();
    for (int unit = 0; unit < size(); unit++) {
      if (profiles.get(unit).reaches(first.feature(), first.times(), candidate.days())) {
        all.set(unit);
      }
    }
    if (candidate.clauses().size() == 2) {
      Clause second = candidate.clauses().getLast();
      all.and(marks(Candidate.of(second.feature(), second.times(), candidate.days())));
    }
    return all;
  }

  /** Cells of units alike in how much they did in so many days, and in their attributes. */
  Cells cells(int days) {
    return cells.computeIfAbsent(days, this::cellsOf);
  }

  private Cells cellsOf(int days) {
    int[] volumes = profiles.stream().mapToInt(profile -> profile.volume(days)).toArray();
    int[] sorted = volumes.clone();
    Arrays.sort(sorted);
    int cap = sorted.length == 0 ? 0 : sorted[(int) (CAP * (sorted.length - 1))];
    Map<List<Object>, Integer> numbers = new HashMap<>();
    int[] of = new int[size()];
    for (int unit = 0; unit < size(); unit++) {
      int next = numbers.size();
      of[unit] =
          numbers.computeIfAbsent(
              List.of(Math.min(cap, volumes[unit]), profiles.get(unit).attributes()), any -> next);
    }
    return new Cells(of, numbers.size());
  }
}
