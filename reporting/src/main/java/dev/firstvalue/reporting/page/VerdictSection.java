package dev.firstvalue.reporting.page;

import dev.firstvalue.proto.EnumWords;
import dev.firstvalue.reporting.page.Section.Remark;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validation.v1.VerdictFinding;
import dev.firstvalue.validation.v1.VerdictOutcome;
import java.util.ArrayList;
import java.util.List;

/** What was found, the worst first. */
final class VerdictSection {
  private final ValidationReport report;

  private VerdictSection(ValidationReport report) {
    this.report = report;
  }

  static List<Section> of(ValidationReport report) {
    return List.of(new VerdictSection(report).remarks());
  }

  private Section remarks() {
    List<Remark> remarks = new ArrayList<>();
    for (VerdictFinding finding : report.getVerdict().getFindingsList()) {
      remarks.add(
          new Remark(
              tone(finding.getSeverity()),
              EnumWords.word(finding.getSeverity().getValueDescriptor()),
              finding.getRule(),
              finding.getMessage()));
    }
    String lead =
        report.getVerdict().hasGoodUntil()
            ? "The verdict is the worst of these. It goes stale on "
                + Numbers.instant(report.getVerdict().getGoodUntil())
                + "."
            : "The verdict is the worst of these.";
    return new Section.Remarks("Findings", lead, remarks);
  }

  static Tone tone(VerdictOutcome outcome) {
    return switch (outcome) {
      case VERDICT_OUTCOME_PASS -> Tone.GOOD;
      case VERDICT_OUTCOME_WARN, VERDICT_OUTCOME_UNDECIDED -> Tone.CAUTION;
      case VERDICT_OUTCOME_FAIL -> Tone.BAD;
      case VERDICT_OUTCOME_UNSPECIFIED, UNRECOGNIZED -> Tone.NEUTRAL;
    };
  }
}
