package dev.firstvalue.registry.report;

import static dev.firstvalue.registry.PlainGit.git;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstvalue.experiment.v1.ArmResult;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.RegistryTest;
import dev.firstvalue.registry.v1.Report;
import dev.firstvalue.validation.v1.Provenance;
import dev.firstvalue.validation.v1.ValidationReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportStoreTest extends RegistryTest {
  private final Report validation =
      StoredReport.of(
          ValidationReport.newBuilder().setDefinition("lessons").setTitle("Drei Lektionen").build(),
          clock.instant());

  @Test
  void whatIsKeptSurvivesAndPlainGitShowsIt() {
    Report lift =
        StoredReport.of(
            LiftReport.newBuilder().setExperiment("onboarding").build(), clock.instant());
    registry.keep(List.of(validation, lift), ANA);
    registry.close();
    registry = RegistryRepository.openForWriting(directory, language, clock);

    assertThat(registry.snapshot().report(validation.getId())).isEqualTo(validation);
    assertThat(registry.snapshot().reports("onboarding")).containsExactly(lift);
    String file =
        git(directory, "ls-tree", "-r", "--name-only", "refs/firstvalue/reports", "lessons");
    assertThat(file)
        .isEqualTo(
            "lessons/validation/20260501T100000.000Z-" + validation.getId().substring(7) + ".json");
    assertThat(git(directory, "show", "refs/firstvalue/reports:" + file))
        .contains("\"title\": \"Drei Lektionen\"");
  }

  @Test
  void theSameContentIsKeptOnce() {
    registry.keep(List.of(validation), ANA);
    registry.keep(List.of(validation), ANA);
    assertThat(git(directory, "rev-list", "--count", "refs/firstvalue/reports")).isEqualTo("1");
  }

  @Test
  void theSameAnalysisIsTheSameReportWhateverItsQueriesWereCalled() {
    Report first = lift("query-1", 0.25);
    registry.keep(List.of(first), ANA);
    registry.keep(List.of(lift("query-2", 0.25)), ANA);
    Report other = lift("query-3", 0.26);
    registry.keep(List.of(other), ANA);
    registry.close();
    registry = RegistryRepository.openForWriting(directory, language, clock);

    assertThat(registry.snapshot().reports("onboarding")).containsExactlyInAnyOrder(first, other);
  }

  private Report lift(String query, double rate) {
    return StoredReport.of(
        LiftReport.newBuilder()
            .setExperiment("onboarding")
            .addArms(ArmResult.newBuilder().setRate(rate))
            .setProvenance(Provenance.newBuilder().setStoreVersion("26.7").addQueryIds(query))
            .build(),
        clock.instant());
  }

  @Test
  void aReportThatSomebodyChangedIsNotServed() throws Exception {
    registry.keep(List.of(validation), ANA);
    registry.close();
    git(home, "clone", "-q", directory.toString(), "team");
    Path team = home.resolve("team");
    git(team, "fetch", "-q", "origin", "refs/firstvalue/reports");
    git(team, "checkout", "-q", "FETCH_HEAD");
    Path file = team.resolve(git(team, "ls-files"));
    Files.writeString(file, Files.readString(file).replace("Drei", "Vier"));
    git(team, "commit", "-qam", "Improve");
    git(directory, "fetch", "-q", team.toString(), "+HEAD:refs/firstvalue/reports");

    registry = RegistryRepository.openForWriting(directory, language, clock);
    assertThat(registry.snapshot().reports("lessons")).isEmpty();
  }

  @Test
  void aSubjectThatIsNoNameIsRefused() {
    Report hostile =
        StoredReport.of(
            ValidationReport.newBuilder().setDefinition("../../x").build(), clock.instant());
    assertThatThrownBy(() -> registry.keep(List.of(hostile), ANA))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("report.subject: ");
  }
}
