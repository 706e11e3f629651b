package dev.firstvalue.statistics.survival;

import dev.firstvalue.statistics.Check;

/**
 * How many units had the event, and how many were last seen without it, at one time.
 *
 * @param time since each unit's own origin, 0 or more, in any one unit
 * @param events units whose event came at this time
 * @param censored units watched up to this time without the event; they count as at risk at it
 */
public record TimeCount(double time, long events, long censored) {

  public TimeCount {
    Check.notNegative("time", time);
    Check.count("events", events);
    Check.count("censored", censored);
  }
}
