package dev.firstvalue.reporting.page;

import dev.firstvalue.proto.EnumWords;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validation.v1.VerdictOutcome;
import java.util.List;
import java.util.function.Function;

/** The page of a validation report: its sections, each from a class of its own. */
public final class ValidationPage {
  /** In reading order; a section without anything to show gives none. */
  private static final List<Function<ValidationReport, List<Section>>> SECTIONS =
      List.of(
          VerdictSection::of,
          PopulationSection::of,
          ReachSection::of,
          WorstCaseSection::of,
          LiftSection::of,
          LadderSection::of,
          InstrumentBox::of,
          SensitivitySection::of,
          FunnelSection::of,
          ClausePriceSection::of,
          VariantSection::of,
          TimeToValueSection::of,
          RepeatSection::of,
          SegmentSection::of,
          CohortSection::of,
          OutlookSection::of,
          QualitySection::of,
          MethodTable::of,
          report -> List.of(ProvenanceTable.of(report.getProvenance())));

  private ValidationPage() {}

  /** How a verdict is to be taken. */
  public static Tone tone(VerdictOutcome outcome) {
    return VerdictSection.tone(outcome);
  }

  /** The page of a report. */
  public static Page of(ValidationReport report) {
    VerdictOutcome outcome = report.getVerdict().getOutcome();
    return new Page(
        "Validation report",
        report.getDefinition(),
        report.getTitle(),
        EnumWords.word(outcome.getValueDescriptor()),
        VerdictSection.tone(outcome),
        report.getVerdict().getSentence(),
        SECTIONS.stream().flatMap(section -> section.apply(report).stream()).toList());
  }
}
