package dev.firstvalue.console;

import dev.firstvalue.console.view.Badge;
import dev.firstvalue.console.view.Changes;
import dev.firstvalue.console.view.DefinitionPage;
import dev.firstvalue.console.view.DefinitionPage.Difference;
import dev.firstvalue.console.view.DefinitionPage.ReportRow;
import dev.firstvalue.console.view.DefinitionPage.Times;
import dev.firstvalue.console.view.Link;
import dev.firstvalue.console.view.Shown;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.DiffVersionsRequest;
import dev.firstvalue.registry.v1.DiffVersionsResponse;
import dev.firstvalue.registry.v1.ListReportsRequest;
import dev.firstvalue.registry.v1.ListVersionsRequest;
import dev.firstvalue.registry.v1.Report;
import dev.firstvalue.validation.v1.Provenance;
import dev.firstvalue.validation.v1.ValidationReport;
import io.grpc.StatusRuntimeException;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;

/**
 * Shows one definition: a version of it in words, its history, and what there is to judge it by.
 */
final class DefinitionHandler implements PageHandler {
  private static final int REPORTS = 20;

  @Override
  public void answer(Guest guest) {
    String name = guest.http().pathParam("name");
    Visit visit = guest.visit();
    Reads reads = new Reads(visit);
    List<DefinitionVersion> versions =
        visit
            .registry()
            .listVersions(
                ListVersionsRequest.newBuilder().setName(name).setPageSize(History.MOST).build())
            .getVersionsList();
    DefinitionVersion newest = versions.getFirst();
    TimesAsked asked = TimesAsked.of(guest);
    Optional<DefinitionVersion> shown;
    String problem = "";
    try {
      shown = Optional.of(asked.any() ? atTimes(visit, name, asked) : byNumber(guest, versions));
    } catch (StatusRuntimeException e) {
      shown = Optional.empty();
      problem = Problems.of(e).heading();
    } catch (DateTimeException e) {
      shown = Optional.empty();
      problem = "A time cannot be read (expected: such as 2026-05-01 or 2026-05-01T10:30, in UTC)";
    }
    History history = new History(visit, versions, reads.restatements(name));
    guest.show(
        "definition",
        Shown.line(name),
        "/",
        new DefinitionPage(
            Shown.line(name),
            DefinitionStatus.of(newest, reads.unreadable()).badge(),
            Shown.line(newest.getNotice()),
            shown.map(version -> VersionWords.of(version, reads.adoption(version))),
            new Times(TimesAsked.field(asked.event()), TimesAsked.field(asked.known()), problem),
            history.rows(shown),
            history.numbers(),
            difference(guest, name),
            reports(visit, name, versions),
            reads.openProposals(name).stream()
                .map(
                    proposal ->
                        new Link(
                            proposal.getNumber() + ": " + Shown.line(proposal.getTitle()),
                            Link.proposal(proposal.getNumber()).href()))
                .toList(),
            DependentWords.of(visit, name)));
  }

  private static DefinitionVersion atTimes(Visit visit, String name, TimesAsked asked) {
    return visit.registry().getActiveDefinition(asked.request(name)).getDefinition();
  }

  /** The version that the query names; the newest without one. */
  private static DefinitionVersion byNumber(Guest guest, List<DefinitionVersion> versions) {
    String number = guest.query("version");
    return versions.stream()
        .filter(version -> Versions.number(version).equals(number))
        .findFirst()
        .orElse(versions.getFirst());
  }

  private static Optional<Difference> difference(Guest guest, String name) {
    int from = number(guest.query("from"));
    int to = number(guest.query("to"));
    if (from == 0 || to == 0) {
      return Optional.empty();
    }
    try {
      DiffVersionsResponse diff =
          guest
              .visit()
              .registry()
              .diffVersions(
                  DiffVersionsRequest.newBuilder()
                      .setName(name)
                      .setFromVersion(from)
                      .setToVersion(to)
                      .build());
      return Optional.of(
          new Difference(
              from, to, ChangeWords.of(diff.getKind(), diff.getReasonsList(), diff.getText()), ""));
    } catch (StatusRuntimeException e) {
      return Optional.of(new Difference(from, to, Changes.NONE, Problems.of(e).heading()));
    }
  }

  private static int number(String query) {
    return query.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(query) : 0;
  }

  private static List<ReportRow> reports(
      Visit visit, String name, List<DefinitionVersion> versions) {
    return visit
        .registry()
        .listReports(
            ListReportsRequest.newBuilder().setDefinition(name).setPageSize(REPORTS).build())
        .getReportsList()
        .stream()
        .map(report -> row(report, versions))
        .toList();
  }

  private static ReportRow row(Report report, List<DefinitionVersion> versions) {
    String kept = Shown.minute(report.getRecordedAt());
    if (report.hasLift()) {
      LiftReport lift = report.getLift();
      return new ReportRow(
          Badge.of(lift.getDecision()),
          Link.report("Experiment " + Shown.line(lift.getExperiment()), report.getId()),
          "on " + judged(lift.getProvenance(), versions) + ", kept " + kept,
          Shown.line(lift.getSentence()));
    }
    ValidationReport validation = report.getValidation();
    Provenance provenance = validation.getProvenance();
    return new ReportRow(
        Badge.of(validation.getVerdict().getOutcome()),
        Link.report("Backtest of " + kept, report.getId()),
        "of "
            + judged(provenance, versions)
            + (provenance.hasWatermark()
                ? ", events until " + Shown.minute(provenance.getWatermark())
                : ""),
        Shown.line(validation.getVerdict().getSentence()));
  }

  /** A candidate that was published since has a number by now. */
  private static String judged(Provenance provenance, List<DefinitionVersion> versions) {
    return versions.stream()
        .filter(version -> version.getMeaningHash().equals(provenance.getMeaningHash()))
        .findFirst()
        .map(version -> "version " + version.getVersion())
        .orElse("a candidate");
  }
}
