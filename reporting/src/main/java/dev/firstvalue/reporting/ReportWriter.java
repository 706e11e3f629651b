package dev.firstvalue.reporting;

import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.experiment.v1.PlanningReport;
import dev.firstvalue.proto.ProtoJson;
import dev.firstvalue.reporting.page.BridgePage;
import dev.firstvalue.reporting.page.DiscoveryPage;
import dev.firstvalue.reporting.page.LiftPage;
import dev.firstvalue.reporting.page.Page;
import dev.firstvalue.reporting.page.PlanningPage;
import dev.firstvalue.reporting.page.RevalidationPage;
import dev.firstvalue.reporting.page.ValidationPage;
import dev.firstvalue.reporting.render.HtmlRenderer;
import dev.firstvalue.reporting.render.MarkdownRenderer;
import dev.firstvalue.reporting.render.TextRenderer;
import dev.firstvalue.validation.v1.DiscoveryReport;
import dev.firstvalue.validation.v1.RevalidationRun;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validation.v1.VersionBridge;

/** Writes a report in any of its forms. */
public final class ReportWriter {
  private final boolean colors;

  /**
   * Writes reports.
   *
   * @param colors whether text may use ANSI colours
   */
  public ReportWriter(boolean colors) {
    this.colors = colors;
  }

  /** The report as text that ends in a newline. */
  public String write(ValidationReport report, ReportFormat format) {
    return format == ReportFormat.JSON
        ? ProtoJson.printReport(report) + "\n"
        : page(ValidationPage.of(report), format);
  }

  /** The report as text that ends in a newline. */
  public String write(LiftReport report, ReportFormat format) {
    return format == ReportFormat.JSON
        ? ProtoJson.printReport(report) + "\n"
        : page(LiftPage.of(report), format);
  }

  /** The report as text that ends in a newline. */
  public String write(PlanningReport report, ReportFormat format) {
    return format == ReportFormat.JSON
        ? ProtoJson.printReport(report) + "\n"
        : page(PlanningPage.of(report), format);
  }

  /** The reports of a revalidation as text that ends in a newline. */
  public String write(RevalidationRun run, ReportFormat format) {
    return format == ReportFormat.JSON
        ? ProtoJson.printReport(run) + "\n"
        : page(RevalidationPage.of(run), format);
  }

  /** The bridge between two versions as text that ends in a newline. */
  public String write(VersionBridge bridge, ReportFormat format) {
    return format == ReportFormat.JSON
        ? ProtoJson.printReport(bridge) + "\n"
        : page(BridgePage.of(bridge), format);
  }

  /** The report as text that ends in a newline. */
  public String write(DiscoveryReport report, ReportFormat format) {
    return format == ReportFormat.JSON
        ? ProtoJson.printReport(report) + "\n"
        : page(DiscoveryPage.of(report), format);
  }

  private String page(Page page, ReportFormat format) {
    return switch (format) {
      case TEXT -> new TextRenderer(colors).render(page);
      case MARKDOWN -> new MarkdownRenderer().render(page);
      case HTML -> new HtmlRenderer().render(page);
      case JSON -> throw new IllegalArgumentException("format: JSON (expected: a page's format)");
    };
  }
}
