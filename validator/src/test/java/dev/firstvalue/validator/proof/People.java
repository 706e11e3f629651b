package dev.firstvalue.validator.proof;

import dev.firstvalue.simulation.world.Member;
import dev.firstvalue.simulation.world.World;
import dev.firstvalue.validator.account.TwoArms;
import dev.firstvalue.validator.ladder.Ladder;
import dev.firstvalue.validator.ladder.Unit;
import dev.firstvalue.validator.ladder.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** One simulated log as the ladder takes it, of those who are mature. */
record People(Ladder ladder, Tables byVolume, Tables byVolumeAndPlan) {
  private static final double LEVEL = 0.95;
  private static final long DAY = 86_400_000_000L;

  static People of(World world, int entities, long seed) {
    List<Member> mature = new ArrayList<>();
    world.members(
        entities,
        seed,
        one -> {
          if (one.mature()) {
            mature.add(one);
          }
        });
    TwoArms anyTime = new TwoArms();
    Units units = new Units();
    for (Member member : mature) {
      anyTime.add(null, member.reachedEverAfter().isPresent(), member.retained(), 1);
      units.add(unit(member), 1);
    }
    Ladder ladder = Ladder.of(anyTime, units, LEVEL);
    Tables byVolume = new Tables();
    Tables byBoth = new Tables();
    for (Member member : mature) {
      int volume = Math.min(ladder.volumeCut(), member.volume());
      byVolume.add(volume, member.reached(), member.retained());
      byBoth.add(
          2L * volume + (member.plan().equals("pro") ? 1 : 0), member.reached(), member.retained());
    }
    return new People(ladder, byVolume, byBoth);
  }

  private static Unit unit(Member member) {
    OptionalLong reached = member.reachedAfter();
    boolean alive = member.volume() > (reached.isPresent() ? 2 : 1);
    return new Unit(
        List.of(member.plan()),
        null,
        member.days(),
        reached.isPresent()
            ? OptionalInt.of(Math.toIntExact(reached.getAsLong() / DAY))
            : OptionalInt.empty(),
        alive,
        member.retained());
  }
}
