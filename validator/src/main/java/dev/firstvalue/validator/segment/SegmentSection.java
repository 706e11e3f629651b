package dev.firstvalue.validator.segment;

import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validation.v1.LiftTable;
import dev.firstvalue.validation.v1.Reachability;
import dev.firstvalue.validation.v1.Segment;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validator.account.TwoArms;
import dev.firstvalue.validator.estimate.Estimates;
import dev.firstvalue.validator.inquiry.Cells;
import dev.firstvalue.validator.inquiry.Inquiry;
import dev.firstvalue.validator.inquiry.LiftTables;
import dev.firstvalue.validator.inquiry.ReportSection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reach and lift by the values of each declared segment, and by variant. */
public final class SegmentSection implements ReportSection {
  /** Values of a segment that are shown; the rest would be a list, not a section. */
  static final int SEGMENT_VALUES = 50;

  private final Inquiry inquiry;
  private final Plan plan;
  private final List<Supplier<Cells>> segments = new ArrayList<>();
  private final Optional<Supplier<Cells>> variants;

  public SegmentSection(Inquiry inquiry) {
    this.inquiry = inquiry;
    plan = inquiry.plan();
    for (int i = 0; i < plan.attributes().size(); i++) {
      segments.add(inquiry.ask(inquiry.folds().segment(new FactKey.Attribute(i))));
    }
    variants =
        plan.variants().isEmpty()
            ? Optional.empty()
            : Optional.of(inquiry.ask(inquiry.folds().segment(new FactKey.Variant())));
  }

  @Override
  public void addTo(ValidationReport.Builder report) {
    for (int i = 0; i < segments.size(); i++) {
      String name = "start.properties." + plan.attributes().get(i).name();
      int attribute = i;
      add(
          name,
          byValue(
              name,
              segments.get(i).get(),
              value -> inquiry.accounts().get().map(counts -> counts.segment(attribute, value))),
          report);
    }
    variants.ifPresent(cells -> add("variant", byVariant(cells.get()), report));
  }

  private void add(
      String name, List<SegmentFamilies.Value> values, ValidationReport.Builder report) {
    if (plan.outcomes().isEmpty()) {
      report.addAllSegments(
          values.stream().map(SegmentFamilies.Value::row).limit(SEGMENT_VALUES).toList());
      return;
    }
    SegmentFamilies.Compared compared =
        new SegmentFamilies(inquiry.estimates()).compare(name, values);
    report.addAllSegments(compared.values().stream().limit(SEGMENT_VALUES).toList());
    report.addSegmentFamilies(compared.family());
  }

  /** By the values of one segment, the largest first. */
  private List<SegmentFamilies.Value> byValue(
      String name, Cells cells, Function<Optional<String>, Optional<TwoArms>> accounts) {
    Map<Optional<String>, Cells> values = cells.groupBy(c -> Optional.ofNullable(c.text(0)));
    return values.entrySet().stream()
        .map(e -> segment(name, e.getKey().orElse(null), e.getValue(), accounts.apply(e.getKey())))
        .filter(value -> value.eligible() > 0)
        .sorted(
            Comparator.comparingInt((SegmentFamilies.Value value) -> -value.eligible())
                .thenComparing(value -> value.row().getValue()))
        .toList();
  }

  /** By variant, the default last. */
  private List<SegmentFamilies.Value> byVariant(Cells cells) {
    Map<Long, Cells> groups =
        new TreeMap<>(Comparator.comparing((Long i) -> i < 0).thenComparing(i -> i));
    groups.putAll(cells.groupBy(c -> c.number(0)));
    List<SegmentFamilies.Value> found = new ArrayList<>();
    groups.forEach(
        (index, group) ->
            found.add(
                segment(
                    "variant",
                    variantName(index),
                    group,
                    inquiry.accounts().get().map(counts -> counts.variant(index)))));
    return found;
  }

  private String variantName(long index) {
    return index < 0 ? "default" : plan.variants().get(Math.toIntExact(index)).name();
  }

  private SegmentFamilies.Value segment(
      String name, @Nullable String value, Cells cells, Optional<TwoArms> accounts) {
    Reachability alone = inquiry.reach(cells, 1);
    Reachability reach =
        accounts.map(arms -> inquiry.estimates().overAccounts(alone, arms)).orElse(alone);
    Optional<TwoArms> shared = accounts.filter(arms -> arms.clusters().isPresent());
    Segment.Builder segment = Segment.newBuilder().setName(name);
    if (value != null) {
      segment.setValue(value);
    }
    boolean tooFew = reach.getEligible() < inquiry.leastCell();
    if (tooFew) {
      reach = reach.toBuilder().clearRate().clearInterval().clearClusters().build();
    }
    if (!plan.outcomes().isEmpty()) {
      LiftTable table = LiftTables.of(cells, 1, 2);
      segment.setTable(table);
      if (Estimates.reached(table) >= inquiry.leastCell()
          && Estimates.others(table) >= inquiry.leastCell()) {
        Estimate difference = inquiry.estimates().difference(table);
        segment.setDifference(
            shared
                .map(arms -> inquiry.estimates().overAccounts(difference, arms))
                .orElse(difference));
      } else {
        tooFew = true;
      }
    }
    return new SegmentFamilies.Value(
        segment.setReachability(reach).setTooFew(tooFew).build(), shared);
  }
}
