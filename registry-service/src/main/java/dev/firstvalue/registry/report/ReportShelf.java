package dev.firstvalue.registry.report;

import com.google.protobuf.util.Timestamps;
import dev.firstvalue.registry.v1.Report;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The reports that are served. Immutable. */
public final class ReportShelf {
  /** Newest first; of several at one instant by id, so that pages are stable. */
  private static final Comparator<Report> NEWEST_FIRST =
      Comparator.comparing(Report::getRecordedAt, Timestamps.comparator())
          .reversed()
          .thenComparing(Report::getId);

  private final Map<String, Report> byId;
  private final Map<String, List<Report>> bySubject;
  private final Map<String, List<Report>> byDefinition;

  private ReportShelf(
      Map<String, Report> byId,
      Map<String, List<Report>> bySubject,
      Map<String, List<Report>> byDefinition) {
    this.byId = byId;
    this.bySubject = bySubject;
    this.byDefinition = byDefinition;
  }

  static ReportShelf empty() {
    return new ReportShelf(Map.of(), Map.of(), Map.of());
  }

  ReportShelf with(Collection<Report> added) {
    Map<String, Report> ids = new HashMap<>(byId);
    Map<String, List<Report>> subjects = new HashMap<>(bySubject);
    Map<String, List<Report>> definitions = new HashMap<>(byDefinition);
    for (Report report : added) {
      if (ids.putIfAbsent(report.getId(), report) == null) {
        insert(subjects, report.getSubject(), report);
        insert(definitions, definition(report), report);
      }
    }
    return new ReportShelf(ids, subjects, definitions);
  }

  private static void insert(Map<String, List<Report>> rows, String key, Report report) {
    List<Report> reports = new ArrayList<>(rows.getOrDefault(key, List.of()));
    reports.add(report);
    reports.sort(NEWEST_FIRST);
    rows.put(key, Collections.unmodifiableList(reports));
  }

  /** What a report counts by. */
  private static String definition(Report report) {
    return report.hasLift()
        ? report.getLift().getProvenance().getDefinition()
        : report.getSubject();
  }

  /** How many there are. */
  public int size() {
    return byId.size();
  }

  /** Every report, newest first. */
  public List<Report> all() {
    return byId.values().stream().sorted(NEWEST_FIRST).toList();
  }

  /** The report with this id. */
  public Optional<Report> report(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The reports about a definition or experiment, newest first. */
  public List<Report> about(String subject) {
    return bySubject.getOrDefault(subject, List.of());
  }

  /** The reports that count by a definition, experiments' ones among them, newest first. */
  public List<Report> by(String definition) {
    return byDefinition.getOrDefault(definition, List.of());
  }
}
