package dev.firstvalue.console;

import dev.firstvalue.console.view.Link;
import dev.firstvalue.console.view.Shown;
import dev.firstvalue.registry.v1.GetReportRequest;
import dev.firstvalue.registry.v1.Report;
import dev.firstvalue.reporting.page.LiftPage;
import dev.firstvalue.reporting.page.ValidationPage;
import dev.firstvalue.reporting.render.HtmlRenderer;

/** Shows a kept report as the page that it is. */
final class ReportHandler implements PageHandler {
  @Override
  public void answer(Guest guest) {
    Report report =
        guest
            .visit()
            .registry()
            .getReport(GetReportRequest.newBuilder().setId(guest.http().pathParam("id")).build())
            .getReport();
    Headers.report(guest.http());
    HtmlRenderer renderer = new HtmlRenderer();
    guest.html(
        report.hasLift()
            ? renderer.render(
                LiftPage.of(report.getLift()), new HtmlRenderer.Way("Experiments", "/experiments"))
            : renderer.render(
                ValidationPage.of(report.getValidation()),
                new HtmlRenderer.Way(
                    Shown.line(report.getSubject()), Link.definition(report.getSubject()).href())));
  }
}
