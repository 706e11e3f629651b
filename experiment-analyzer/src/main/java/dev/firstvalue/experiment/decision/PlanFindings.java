package dev.firstvalue.experiment.decision;

import dev.firstvalue.experiment.v1.FindingSeverity;
import dev.firstvalue.experiment.v1.PlanDeviation;
import dev.firstvalue.experiment.v1.PlanRecord;
import dev.firstvalue.experiment.v1.ReportFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What readers have to know of where a plan comes from. */
final class PlanFindings {
  /** So many fields are named; the report has all of them. */
  private static final int NAMED = 5;

  private PlanFindings() {}

  static List<ReportFinding> of(PlanRecord record) {
    List<ReportFinding> findings = new ArrayList<>();
    switch (record.getSource()) {
      case PLAN_SOURCE_LATE -> findings.add(warning("plan-written-late", record.getSentence()));
      case PLAN_SOURCE_AMENDED -> findings.add(warning("plan-amended", record.getSentence()));
      case PLAN_SOURCE_UNRECORDED ->
          findings.add(
              finding(
                  "plan-not-recorded",
                  FindingSeverity.FINDING_SEVERITY_INFO,
                  record.getSentence()));
      case PLAN_SOURCE_FROZEN, PLAN_SOURCE_BEFORE_START, PLAN_SOURCE_UNSPECIFIED, UNRECOGNIZED -> {}
    }
    if (record.getDeviationsCount() > 0) {
      findings.add(warning("plan-edited", edited(record)));
    }
    return findings;
  }

  private static String edited(PlanRecord record) {
    List<String> fields =
        record.getDeviationsList().stream().map(PlanDeviation::getField).distinct().toList();
    String named = fields.stream().limit(NAMED).collect(Collectors.joining(", "));
    String rest = fields.size() > NAMED ? " and " + (fields.size() - NAMED) + " more fields" : "";
    boolean used =
        switch (record.getSource()) {
          case PLAN_SOURCE_AMENDED -> true;
          case PLAN_SOURCE_FROZEN,
              PLAN_SOURCE_LATE,
              PLAN_SOURCE_BEFORE_START,
              PLAN_SOURCE_UNRECORDED,
              PLAN_SOURCE_UNSPECIFIED,
              UNRECOGNIZED ->
              false;
        };
    return named
        + rest
        + (fields.size() == 1 ? " was" : " were")
        + " edited after the plan was frozen; "
        + (used ? "it is read as edited, as whoever asked wanted" : "it is read as it was before");
  }

  private static ReportFinding warning(String rule, String message) {
    return finding(rule, FindingSeverity.FINDING_SEVERITY_WARNING, message);
  }

  private static ReportFinding finding(String rule, FindingSeverity severity, String message) {
    return ReportFinding.newBuilder()
        .setRule(rule)
        .setSeverity(severity)
        .setMessage(message)
        .build();
  }
}
