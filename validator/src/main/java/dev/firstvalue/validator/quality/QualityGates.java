package dev.firstvalue.validator.quality;

import dev.firstvalue.definition.evaluate.PropertyReads;
import dev.firstvalue.definition.facts.RowQuality;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.QualityBlock;
import dev.firstvalue.definition.v1.QualityPolicy;
import dev.firstvalue.validation.v1.DataQuality;
import dev.firstvalue.validation.v1.EventVolume;
import dev.firstvalue.validation.v1.PropertyQuality;
import dev.firstvalue.validation.v1.QualityGate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** What has to be in order with the rows before a verdict. */
final class QualityGates {
  private static final double DAY = 86_400;

  private final Plan plan;
  private final QualityPolicy policy;
  private final QualityBlock block;
  private final DataQuality quality;
  private final List<EventVolume> volumes;

  /**
   * The gates of a report.
   *
   * @param policy every default filled in
   * @param volumes of the events that the plan reads
   */
  public QualityGates(
      Plan plan, QualityPolicy policy, DataQuality quality, List<EventVolume> volumes) {
    this.plan = plan;
    this.policy = policy;
    this.block = policy.getBlock();
    this.quality = quality;
    this.volumes = List.copyOf(volumes);
  }

  /** How often each event that a plan reads arrives, by name. */
  public static List<EventVolume> volumes(Plan plan, RowQuality rows, Instant watermark) {
    Map<String, Map<LocalDate, Long>> days = new HashMap<>();
    for (RowQuality.DayOfRows day : rows.days()) {
      days.computeIfAbsent(day.event(), event -> new HashMap<>())
          .put(LocalDate.parse(day.day()), day.rows());
    }
    LocalDate end = LocalDate.ofInstant(watermark, ZoneOffset.UTC);
    return PropertyReads.events(plan).stream()
        .map(event -> DailyVolume.of(event, days.getOrDefault(event, Map.of()), end))
        .toList();
  }

  /** The gates, the worst first. */
  public List<QualityGate> all() {
    return gates().stream()
        .map(Gate::toMessage)
        .sorted(Comparator.comparingInt((QualityGate gate) -> -gate.getOutcome().getNumber()))
        .toList();
  }

  private List<Gate> gates() {
    List<Gate> gates = new ArrayList<>(List.of(silence(), volume()));
    gates.addAll(properties(GateRule.PROPERTY_MISSING));
    gates.addAll(properties(GateRule.PROPERTY_MISTYPED));
    gates.add(
        Gate.share(
            GateRule.ROWS_WITHOUT_ENTITY,
            Limits.atMost(policy.getWithoutEntity(), block.getWithoutEntity()),
            quality.getWithoutEntity(),
            quality.getRows(),
            "of rows have no id of " + entity()));
    gates.add(
        Gate.share(
            GateRule.ACTIVE_BEFORE_START,
            Limits.atMost(policy.getActiveBeforeStart(), block.getActiveBeforeStart()),
            quality.getActiveBeforeStart(),
            quality.getStarters(),
            "of entities have rows before their start"));
    gates.addAll(List.of(aliases(), repeated(), late()));
    gates.add(
        Gate.share(
            GateRule.CLOCK_WRONG,
            Limits.atMost(policy.getWrongClock(), block.getWrongClock()),
            quality.getUnsetClock() + quality.getInFuture() + quality.getArrivals().getAhead(),
            quality.getRows() + quality.getInFuture(),
            "of rows are dated 1970, in the future, or after their arrival"));
    return gates;
  }

  private String entity() {
    return switch (plan.entity()) {
      case USER -> "a user";
      case ACCOUNT -> "an account";
    };
  }

  /** Of the events that are more than a start: who entered before it stopped lacks nothing. */
  private Gate silence() {
    Limits limits = Limits.within(policy.getSilence(), block.getSilence());
    Set<String> needed = new HashSet<>();
    plan.leaves().stream()
        .flatMap(leaf -> leaf.streams().stream())
        .forEach(stream -> needed.addAll(stream.events()));
    return worst(volume -> needed.contains(volume.getEvent()) ? volume.getSilentDays() : 0)
        .map(
            volume ->
                Gate.of(
                    GateRule.EVENTS_SILENT,
                    limits,
                    volume.getSilentDays(),
                    volume.getEvent()
                        + " has not arrived on the last "
                        + volume.getSilentDays()
                        + " days on which it usually does"))
        .orElseGet(
            () ->
                Gate.of(
                    GateRule.EVENTS_SILENT, limits, 0, "no event that arrives daily has stopped"));
  }

  private Gate volume() {
    Limits limits = Limits.atMost(policy.getUnusualDays(), block.getUnusualDays());
    if (volumes.stream().allMatch(volume -> volume.getDays() == 0)) {
      return Gate.unmeasured(
          GateRule.VOLUME_UNUSUAL, limits, "no event arrives 20 times a day for five weeks");
    }
    return worst(QualityGates::unusual)
        .map(
            volume ->
                Gate.of(
                    GateRule.VOLUME_UNUSUAL,
                    limits,
                    unusual(volume),
                    volume.getEvent()
                        + " arrives at most half or at least twice as often as usual on "
                        + volume.getUnusualDays()
                        + " of "
                        + volume.getDays()
                        + " days, last on "
                        + volume.getUnusual(volume.getUnusualCount() - 1).getDay()))
        .orElseGet(
            () -> Gate.of(GateRule.VOLUME_UNUSUAL, limits, 0, "no day is unlike its neighbours"));
  }

  private static double unusual(EventVolume volume) {
    return (double) volume.getUnusualDays() / Math.max(1, volume.getDays());
  }

  /** The event with the largest of a value, if any is above 0. */
  private Optional<EventVolume> worst(ToDoubleFunction<EventVolume> value) {
    return volumes.stream()
        .filter(volume -> value.applyAsDouble(volume) > 0)
        .max(Comparator.comparingDouble(value));
  }

  /** One for each property that is not in order, or the nearest to it. */
  private List<Gate> properties(GateRule rule) {
    boolean missing = rule == GateRule.PROPERTY_MISSING;
    Limits limits =
        missing
            ? Limits.atLeast(policy.getFillRate(), block.getFillRate())
            : Limits.atMost(policy.getUnknownShare(), block.getUnknownShare());
    List<Gate> gates =
        quality.getPropertiesList().stream()
            .filter(property -> property.getRows() > 0)
            .map(property -> property(rule, limits, property))
            .toList();
    List<Gate> breached = gates.stream().filter(Gate::isBreached).toList();
    if (!breached.isEmpty()) {
      return breached;
    }
    Comparator<Gate> byShare = Comparator.comparingDouble(gate -> gate.value().orElseThrow());
    return List.of(
        gates.stream()
            .max(missing ? byShare.reversed() : byShare)
            .orElseGet(() -> Gate.unmeasured(rule, limits, "no property is read")));
  }

  private static Gate property(GateRule rule, Limits limits, PropertyQuality property) {
    boolean missing = rule == GateRule.PROPERTY_MISSING;
    long part = missing ? property.getFilled() : property.getMistyped();
    double share = (double) part / property.getRows();
    String does = missing ? " is filled in " : " does not read as its type in ";
    return Gate.of(
        rule,
        limits,
        share,
        property.getProperty()
            + " of "
            + property.getEvent()
            + does
            + limits.words(share)
            + " of rows");
  }

  private Gate aliases() {
    Limits limits = Limits.atMost(policy.getAliasConflicts(), block.getAliasConflicts());
    return quality.hasAliases()
        ? Gate.share(
            GateRule.ALIASES_IN_CONFLICT,
            limits,
            quality.getAliasConflicts(),
            quality.getAliases(),
            "of aliases lead to several ids")
        : Gate.unmeasured(
            GateRule.ALIASES_IN_CONFLICT, limits, "the event model has no identities");
  }

  private Gate repeated() {
    Limits limits = Limits.atMost(policy.getRepeatedIds(), block.getRepeatedIds());
    return quality.hasDuplicates()
        ? Gate.share(
            GateRule.IDS_REPEATED,
            limits,
            quality.getDuplicates(),
            quality.getRows(),
            "of rows repeat an event id")
        : Gate.unmeasured(GateRule.IDS_REPEATED, limits, "the event model names no event id");
  }

  private Gate late() {
    Limits limits = Limits.within(policy.getLateness(), block.getLateness());
    if (!quality.hasArrivals()) {
      return Gate.unmeasured(
          GateRule.ROWS_LATE, limits, "the event model names no time of arrival");
    }
    double days = quality.getArrivals().getNearlyAll().getSeconds() / DAY;
    return Gate.of(
        GateRule.ROWS_LATE, limits, days, "99 % of rows have arrived after " + limits.words(days));
  }
}
