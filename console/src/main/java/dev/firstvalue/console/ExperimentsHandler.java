package dev.firstvalue.console;

import dev.firstvalue.console.view.Badge;
import dev.firstvalue.console.view.ExperimentsPage;
import dev.firstvalue.console.view.ExperimentsPage.Row;
import dev.firstvalue.console.view.Link;
import dev.firstvalue.console.view.Shown;
import dev.firstvalue.experiment.v1.LiftReportSummary;
import dev.firstvalue.experiment.v1.ListLiftReportsRequest;
import java.util.List;

/** Shows the kept lift reports of all experiments. */
final class ExperimentsHandler implements PageHandler {
  private static final int MOST = 1000;
  private static final int ROWS = 50;

  @Override
  public void answer(Guest guest) {
    List<LiftReportSummary> kept =
        guest
            .visit()
            .experiments()
            .listLiftReports(ListLiftReportsRequest.newBuilder().setPageSize(MOST).build())
            .getReportsList();
    Window window = Window.of(guest.query("page"), kept.size(), ROWS);
    guest.show(
        "experiments",
        "Experiments",
        "/experiments",
        new ExperimentsPage(
            kept.subList(window.from(), window.to()).stream().map(ExperimentsHandler::row).toList(),
            window.earlier("/experiments?kept"),
            window.later("/experiments?kept")));
  }

  private static Row row(LiftReportSummary summary) {
    return new Row(
        Badge.of(summary.getDecision()),
        Link.report(Shown.line(summary.getExperiment()), summary.getId()),
        Link.definition(summary.getDefinition()),
        Shown.line(summary.getSentence()),
        Shown.minute(summary.getRecordedAt()),
        summary.hasWatermark() ? Shown.minute(summary.getWatermark()) : "");
  }
}
