package dev.firstvalue.validator.inquiry;

import dev.firstvalue.validation.v1.ValidationReport;

/**
 * One section of a report. It asks for its counts when it is made ({@link Inquiry#ask}) and reads
 * them when it is written: by then one pass over the log has answered for all sections.
 */
public interface ReportSection {
  /** Sets the fields of this section, and no other. */
  void addTo(ValidationReport.Builder report);
}
