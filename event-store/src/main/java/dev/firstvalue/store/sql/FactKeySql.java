package dev.firstvalue.store.sql;

import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.FactKey.Account;
import dev.firstvalue.definition.facts.FactKey.Amount;
import dev.firstvalue.definition.facts.FactKey.Arm;
import dev.firstvalue.definition.facts.FactKey.Attribute;
import dev.firstvalue.definition.facts.FactKey.Cluster;
import dev.firstvalue.definition.facts.FactKey.Day;
import dev.firstvalue.definition.facts.FactKey.Days;
import dev.firstvalue.definition.facts.FactKey.Elapsed;
import dev.firstvalue.definition.facts.FactKey.Excluded;
import dev.firstvalue.definition.facts.FactKey.ExposedFrom;
import dev.firstvalue.definition.facts.FactKey.Held;
import dev.firstvalue.definition.facts.FactKey.InPeriod;
import dev.firstvalue.definition.facts.FactKey.InPlan;
import dev.firstvalue.definition.facts.FactKey.Mature;
import dev.firstvalue.definition.facts.FactKey.Milestone;
import dev.firstvalue.definition.facts.FactKey.NewnessVerified;
import dev.firstvalue.definition.facts.FactKey.OtherActivity;
import dev.firstvalue.definition.facts.FactKey.Part;
import dev.firstvalue.definition.facts.FactKey.Past;
import dev.firstvalue.definition.facts.FactKey.QualifiedBefore;
import dev.firstvalue.definition.facts.FactKey.Reached;
import dev.firstvalue.definition.facts.FactKey.Retained;
import dev.firstvalue.definition.facts.FactKey.SetAside;
import dev.firstvalue.definition.facts.FactKey.SeveralArms;
import dev.firstvalue.definition.facts.FactKey.StartsLater;
import dev.firstvalue.definition.facts.FactKey.Variant;
import dev.firstvalue.definition.facts.FactKey.Volume;
import dev.firstvalue.definition.facts.FactKey.Week;
import dev.firstvalue.definition.facts.HashSplit;
import dev.firstvalue.definition.plan.ExposurePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The keys of folds over the columns of {@code facts}. */
final class FactKeySql {
  private final String entity;
  private final String account;
  private final String timeZero;
  private final Duration window;
  private final long watermark;
  private final Optional<ExposurePlan> experiment;
  private final String prefix;

  private FactKeySql(
      String entity,
      String account,
      String timeZero,
      Duration window,
      Instant watermark,
      Optional<ExposurePlan> experiment,
      String prefix) {
    this.entity = entity;
    this.account = account;
    this.timeZero = timeZero;
    this.window = window;
    this.watermark = Micros.of(watermark);
    this.experiment = experiment;
    this.prefix = prefix;
  }

  /** The keys of a plan whose own columns begin with {@code prefix}. */
  static FactKeySql ofPlan(Duration window, Instant watermark, String prefix) {
    return new FactKeySql("entity", "account", "t0", window, watermark, Optional.empty(), prefix);
  }

  /** Those that ids and time zero decide, from the SQL of these. */
  static FactKeySql ofStarts(String entity, String account, String timeZero, Instant watermark) {
    return new FactKeySql(
        entity, account, timeZero, Duration.ZERO, watermark, Optional.empty(), "");
  }

  static FactKeySql ofExperiment(ExposurePlan plan, Instant watermark) {
    return new FactKeySql(
        "entity", "account", "exposed_at", plan.window(), watermark, Optional.of(plan), "");
  }

  /** The column of a key in the answer. */
  static String name(FactKey key) {
    return "by_" + words(key);
  }

  private static String words(FactKey key) {
    return switch (key) {
      case InPlan(int plan, FactKey own) -> "plan_" + (plan + 1) + "_" + words(own);
      case Excluded _ -> "excluded";
      case SetAside _ -> "set_aside";
      case NewnessVerified _ -> "newness_verified";
      case Mature(Duration after) -> "mature_" + SqlText.words(after);
      case Reached(Duration within) -> "reached_" + SqlText.words(within);
      case Milestone(int index) -> "milestone_" + index;
      case Retained(int index) -> "retained_" + index;
      case Attribute(int index) -> "attribute_" + index;
      case Variant _ -> "variant";
      case Week _ -> "week";
      case Day _ -> "day";
      case Elapsed(Duration unit) -> "elapsed_" + SqlText.words(unit);
      case Part(HashSplit split) -> HashSplitSql.name(split);
      case Account _ -> "account";
      case Volume _ -> "volume";
      case Days _ -> "days";
      case OtherActivity other -> "other_" + ActivitySql.words(other);
      case Arm _ -> "arm";
      case SeveralArms _ -> "several_arms";
      case QualifiedBefore _ -> "qualified_before";
      case InPeriod _ -> "in_period";
      case Held(int index) -> "held_" + index;
      case Amount(int index) -> "amount_" + index;
      case Cluster _ -> "cluster";
      case StartsLater _ -> "starts_later";
      case Past(int index) -> PastsSql.name(index);
      case ExposedFrom(Instant instant) ->
          "exposed_from_" + Long.toUnsignedString(Micros.of(instant));
    };
  }

  /** Whether {@link #of} gives a date, which is shown as text. */
  static boolean isDate(FactKey key) {
    return key instanceof Week
        || key instanceof Day
        || (key instanceof InPlan(int _, FactKey own) && isDate(own));
  }

  String of(FactKey key) {
    return switch (key) {
      case Excluded _ -> "excluded";
      case SetAside _ -> prefix + "set_aside";
      case Mature(Duration after) -> timeZero + " + " + Micros.of(after) + " <= " + watermark;
      case Reached(Duration within) ->
          "ifNull("
              + prefix
              + "qualified_at < "
              + timeZero
              + " + "
              + Micros.of(within)
              + ", false)";
      case Week _ -> "subtractDays(" + date() + ", toDayOfWeek(" + date() + ") - 1)";
      case Day _ -> date();
      case Elapsed(Duration unit) ->
          "intDiv(ifNull("
              + prefix
              + "qualified_at, least("
              + timeZero
              + " + "
              + Micros.of(window)
              + ", "
              + watermark
              + ")) - "
              + timeZero
              + ", "
              + Micros.of(unit)
              + ")";
      case Part(HashSplit split) -> HashSplitSql.part(split, entity, account);
      case NewnessVerified _ -> ofPlanOnly(key, "newness_verified");
      case Milestone(int index) ->
          ofPlanOnly(key, "isNotNull(" + prefix + "milestone_" + index + ")");
      case Retained(int index) -> ofPlanOnly(key, "isNotNull(" + prefix + "outcome_" + index + ")");
      case Attribute(int index) -> prefix + "attribute_" + index;
      case Variant _ -> ofPlanOnly(key, "toInt64(" + prefix + "variant)");
      case Account _ -> ofPlanOnly(key, "account");
      case Volume _ -> ofPlanOnly(key, "toInt64(" + prefix + "volume)");
      case Days _ -> ofPlanOnly(key, prefix + "days");
      case OtherActivity other -> ofPlanOnly(key, ActivitySql.isOther(other, prefix));
      case InPlan _ -> refusedUnless(false, key, "");
      case Arm _ -> ofExperimentOnly(key, "arm");
      case SeveralArms _ -> ofExperimentOnly(key, "arms > 1");
      case QualifiedBefore _ -> ofExperimentOnly(key, "qualified_before");
      case InPeriod _ -> ofExperimentOnly(key, period());
      case StartsLater _ -> ofExperimentOnly(key, "ifNull(started_at > exposed_at, false)");
      case Past(int index) -> ofExperimentOnly(key, PastsSql.name(index));
      case ExposedFrom(Instant instant) ->
          ofExperimentOnly(key, timeZero + " >= " + Micros.of(instant));
      case Held(int index) -> ofExperimentOnly(key, "isNotNull(condition_" + index + ")");
      case Amount(int index) -> ofExperimentOnly(key, "toString(amount_" + index + ")");
      case Cluster _ ->
          ofExperimentOnly(
              key,
              "if(isNull(account), concat('e:', entity), concat('a:', assumeNotNull(account)))");
    };
  }

  private String period() {
    return experiment
        .map(
            plan ->
                timeZero
                    + " >= "
                    + Micros.of(plan.start())
                    + plan.end().map(end -> " AND " + timeZero + " < " + Micros.of(end)).orElse(""))
        .orElse("");
  }

  private String date() {
    return "toDate32(fromUnixTimestamp64Micro(" + timeZero + ", 'UTC'))";
  }

  private String ofPlanOnly(FactKey key, String sql) {
    return refusedUnless(experiment.isEmpty(), key, sql);
  }

  private String ofExperimentOnly(FactKey key, String sql) {
    return refusedUnless(experiment.isPresent(), key, sql);
  }

  private static String refusedUnless(boolean known, FactKey key, String sql) {
    if (!known) {
      throw new IllegalArgumentException("key: " + key + " (expected: a key of this question)");
    }
    return sql;
  }
}
