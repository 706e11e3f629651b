package dev.firstvalue.experiment;

import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.ExposureFacts;
import dev.firstvalue.definition.facts.ExposureQuestion;
import dev.firstvalue.definition.facts.Extent;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.Repeats;
import dev.firstvalue.definition.facts.RepeatsOfAccount;
import dev.firstvalue.definition.facts.RowQuality;
import dev.firstvalue.definition.facts.SetQuestion;
import dev.firstvalue.definition.facts.WeekOfRows;
import dev.firstvalue.definition.plan.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Facts of which only the numbers of compared entities are known, as publications give them. */
public final class HandCounted implements FactSource {
  private record Group(String arm, boolean activated, long count) {}

  private final List<Group> groups = new ArrayList<>();

  /** Adds an arm: so many activated of so many exposed. */
  public HandCounted arm(String name, long activated, long exposed) {
    groups.add(new Group(name, true, activated));
    groups.add(new Group(name, false, exposed - activated));
    return this;
  }

  @Override
  public List<Counts> fold(ExposureQuestion question, List<Fold> folds) {
    return folds.stream().map(this::count).toList();
  }

  private Counts count(Fold fold) {
    return new Counts(
        fold,
        groups.stream()
            .filter(group -> group.count() > 0)
            .map(
                group ->
                    new Counts.Row(
                        fold.keys().stream().map(key -> value(key, group)).toList(), group.count()))
            .toList());
  }

  private static Object value(FactKey key, Group group) {
    return switch (key) {
      case FactKey.Excluded excluded -> false;
      case FactKey.SetAside aside -> false;
      case FactKey.InPeriod period -> true;
      case FactKey.Arm arm -> group.arm();
      case FactKey.SeveralArms several -> false;
      case FactKey.QualifiedBefore before -> false;
      case FactKey.Mature mature -> true;
      case FactKey.Reached reached -> group.activated();
      case FactKey.Day day -> "2026-01-05";
      case FactKey.Elapsed elapsed ->
          group.activated() ? 3600L : SmallExperiment.WINDOW.toSeconds();
      case FactKey.NewnessVerified key1 -> throw unasked();
      case FactKey.Milestone key1 -> throw unasked();
      case FactKey.Retained key1 -> throw unasked();
      case FactKey.Attribute key1 -> throw unasked();
      case FactKey.Variant key1 -> throw unasked();
      case FactKey.Week key1 -> throw unasked();
      case FactKey.InPlan key1 -> throw unasked();
      case FactKey.Part key1 -> throw unasked();
      case FactKey.Held key1 -> throw unasked();
      case FactKey.Amount key1 -> throw unasked();
      case FactKey.Cluster key1 -> throw unasked();
      case FactKey.StartsLater later -> false;
      case FactKey.Past key1 -> throw unasked();
      case FactKey.ExposedFrom key1 -> throw unasked();
      case FactKey.Account key1 -> throw unasked();
      case FactKey.Volume key1 -> throw unasked();
      case FactKey.Days key1 -> throw unasked();
      case FactKey.OtherActivity key1 -> throw unasked();
    };
  }

  @Override
  public Extent extent(Source source) {
    return new Extent(
        Optional.of(SmallExperiment.BEGIN), Optional.of(SmallExperiment.END), Duration.ZERO);
  }

  @Override
  public Origin origin() {
    return new Origin("counted by hand", List.of());
  }

  @Override
  public List<Counts> fold(Question question, List<Fold> folds) {
    throw unasked();
  }

  @Override
  public List<Counts> fold(SetQuestion question, List<Fold> folds) {
    throw unasked();
  }

  @Override
  public void facts(SetQuestion question, Consumer<List<EntityFacts>> consumer) {
    throw unasked();
  }

  @Override
  public List<Repeats> repeats(Question question, List<Duration> within) {
    throw unasked();
  }

  @Override
  public void repeats(
      Question question, List<Duration> within, Consumer<RepeatsOfAccount> consumer) {
    throw unasked();
  }

  @Override
  public List<String> setAside(Question question, int most) {
    return List.of();
  }

  @Override
  public void facts(Question question, Consumer<EntityFacts> consumer) {
    throw unasked();
  }

  @Override
  public void facts(ExposureQuestion question, Consumer<ExposureFacts> consumer) {
    throw unasked();
  }

  @Override
  public RowQuality quality(Question question) {
    throw unasked();
  }

  @Override
  public List<WeekOfRows> weeks(Question question) {
    throw unasked();
  }

  @Override
  public long rowsFrom(Question question, Instant instant) {
    throw unasked();
  }

  private static UnsupportedOperationException unasked() {
    return new UnsupportedOperationException("an analysis does not ask this");
  }
}
