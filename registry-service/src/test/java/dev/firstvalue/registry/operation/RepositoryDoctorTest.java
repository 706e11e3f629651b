package dev.firstvalue.registry.operation;

import static dev.firstvalue.registry.PlainGit.git;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.registry.Documents;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.RegistryTest;
import dev.firstvalue.registry.git.Edit;
import dev.firstvalue.registry.operation.Check.Outcome;
import dev.firstvalue.registry.report.StoredReport;
import dev.firstvalue.registry.v1.Report;
import dev.firstvalue.validation.v1.ValidationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RepositoryDoctorTest extends RegistryTest {
  @BeforeEach
  void fill() {
    commit("definitions/lessons.yaml", Documents.definition("lessons", 3));
    commit("definitions/lessons.yaml", Documents.definition("lessons", 4));
    Report report =
        StoredReport.of(
            ValidationReport.newBuilder().setDefinition("lessons").build(), clock.instant());
    registry.keep(List.of(report), ANA);
  }

  @Test
  void aSoundRepositoryIsFineBesideItsWriter() {
    assertThat(examined()).extracting(Check::outcome).containsOnly(Outcome.FINE);
    assertThat(examined())
        .extracting(Check::name)
        .containsExactly("disk", "objects", "index", "evidence", "audit", "files", "clock");
  }

  @Test
  void anObjectThatIsMissingIsNamedWithAWayToIt() throws IOException {
    Files.delete(object("main:definitions/lessons.yaml"));
    Check objects = check("objects");
    assertThat(objects.outcome()).isEqualTo(Outcome.FAILURE);
    assertThat(objects.finding())
        .startsWith("refs/heads/main:definitions/lessons.yaml: object ")
        .endsWith("is missing");
  }

  @Test
  void anObjectThatHoldsSomethingElseIsNamed() throws IOException {
    Path lessons = object("main:definitions/lessons.yaml");
    Path model = object("main:event-model.yaml");
    Files.delete(lessons);
    Files.copy(model, lessons);
    assertThat(check("objects").finding()).contains("does not hold what its name says");
  }

  @Test
  void aDamagedIndexIsNoDamageOfTheRepository() throws IOException {
    Files.delete(object("refs/firstvalue/versions:definitions/lessons.versions"));
    assertThat(check("objects").outcome()).isEqualTo(Outcome.WARNING);
    assertThat(check("index").finding()).isEqualTo("there is no index that agrees with main");
  }

  @Test
  void anIndexThatLeavesOutAVersionIsFound() throws IOException {
    forgeIndex();
    Check index = check("index");
    assertThat(index.outcome()).isEqualTo(Outcome.FAILURE);
    assertThat(index.finding()).startsWith("lessons: the index has ACTIVE 1.0-");
  }

  @Test
  void aReportThatSomebodyChangedIsNamed() throws IOException {
    String path = git(directory, "ls-tree", "-r", "--name-only", "refs/firstvalue/reports");
    Path json = home.resolve("report.json");
    Files.writeString(json, "{\"definition\": \"others\"}");
    replace("refs/firstvalue/reports", path, json);
    Check evidence = check("evidence");
    assertThat(evidence.outcome()).isEqualTo(Outcome.FAILURE);
    assertThat(evidence.finding()).isEqualTo(path);
  }

  @Test
  void aRecordOfAProposalOrARestatementThatSomebodyChangedIsNamed() {
    String proposals = "refs/firstvalue/proposals";
    put(proposals, "1/proposal.json", "{\"proposal\": {\"number\": 1}}");
    put(
        "refs/firstvalue/restatements",
        "lessons/2.json",
        "{\"definition\": \"lessons\", \"version\": 2}");
    assertThat(check("evidence").finding())
        .isEqualTo(
            "1 reports hold what their hashes say, 1 proposals and 1 restatements what was kept");

    put(proposals, "2/proposal.json", "{\"proposal\": {\"number\": 1}}");
    put(
        proposals,
        "3/proposal.json",
        "{\"proposal\": {\"number\": 3, \"files\": [{\"path\": \"policy.yaml\", \"contentHash\":"
            + " \"sha256:0\"}]}}");
    put("refs/firstvalue/restatements", "lessons/2.json", "approved by nobody");
    Check evidence = check("evidence");
    assertThat(evidence.outcome()).isEqualTo(Outcome.FAILURE);
    assertThat(evidence.finding())
        .isEqualTo(
            "refs/firstvalue/proposals:2/proposal.json;"
                + " refs/firstvalue/proposals:3/files/policy.yaml;"
                + " refs/firstvalue/restatements:lessons/2.json");
  }

  @Test
  void anAuditTrailThatMainKnowsOfAndIsGoneIsFound() {
    registry.audit().orElseThrow().flush();
    commit("definitions/lessons.yaml", Documents.definition("lessons", 5));
    registry.audit().orElseThrow().flush();
    assertThat(check("audit").outcome()).isEqualTo(Outcome.FINE);
    git(directory, "update-ref", "-d", "refs/firstvalue/audit");
    assertThat(check("audit").outcome()).isEqualTo(Outcome.FAILURE);
  }

  @Test
  void aQuarantinedFileAndAClockThatSteppedBackAreSomethingToLookAt() {
    commit("definitions/broken.yaml", "spec: [");
    clock.pass(Duration.ofHours(-2));
    assertThat(check("files").finding()).startsWith("definitions/broken.yaml: ");
    assertThat(check("clock").outcome()).isEqualTo(Outcome.WARNING);
    assertThat(check("clock").finding()).contains("7200 s from now");
  }

  private void put(String ref, String path, String text) {
    registry
        .store()
        .commit(
            ref,
            List.of(Edit.write(path, Documents.bytes(text), new Edit.Expected.Anything())),
            ANA,
            "Forged");
  }

  private List<Check> examined() {
    return RepositoryDoctor.examine(directory, language, clock);
  }

  private Check check(String name) {
    return examined().stream().filter(check -> check.name().equals(name)).findFirst().orElseThrow();
  }

  private Path object(String name) {
    String id = git(directory, "rev-parse", name);
    return directory.resolve("objects").resolve(id.substring(0, 2)).resolve(id.substring(2));
  }

  /** An index without the first of two versions, which agrees with the newest file on main. */
  private void forgeIndex() throws IOException {
    Path fresh = home.resolve("forged.git");
    RegistryRepository.createOrOpen(fresh, language, clock).close();
    String tree = git(directory, "rev-parse", "main^{tree}");
    String root = git(directory, "commit-tree", "-m", "Root", tree);
    git(fresh, "fetch", "--quiet", directory.toString(), root);
    git(fresh, "update-ref", "refs/heads/main", root);
    try (RegistryRepository forged = RegistryRepository.openForWriting(fresh, language, clock)) {
      assertThat(numbers(forged.snapshot(), "lessons")).containsExactly("1.0");
    }
    Path head = home.resolve("head.json");
    Files.writeString(head, git(directory, "show", "refs/firstvalue/versions:head.json") + "\n");
    git(
        directory,
        "fetch",
        "--quiet",
        fresh.toString(),
        "+refs/firstvalue/versions:refs/firstvalue/versions");
    replace("refs/firstvalue/versions", "head.json", head);
  }

  private void replace(String ref, String path, Path file) {
    String blob = git(directory, "hash-object", "-w", file.toString());
    git(directory, "read-tree", ref);
    git(directory, "update-index", "--add", "--cacheinfo", "100644," + blob + "," + path);
    String commit = git(directory, "commit-tree", "-m", "Forged", git(directory, "write-tree"));
    git(directory, "update-ref", ref, commit);
  }
}
