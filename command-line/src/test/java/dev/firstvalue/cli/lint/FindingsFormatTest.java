package dev.firstvalue.cli.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.firstvalue.cli.Run;
import dev.firstvalue.cli.check.WorkingCopy;
import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.finding.Findings;
import dev.firstvalue.definition.finding.Position;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class FindingsFormatTest {
  private static final String HOSTILE = "a\"<b>&\n::error::x\r\u001b[31m%0A]]>\u0000,:";
  private static final Findings FINDINGS =
      Findings.of(
          Finding.error(
              "some-rule", "definitions/a,b:c.yaml", new Position(3, 5), "spec", HOSTILE));

  @TempDir private Path folder;

  @Test
  void sarifHoldsAnyText() {
    JsonObject run =
        JsonParser.parseString(FindingsFormat.SARIF.write(FINDINGS))
            .getAsJsonObject()
            .getAsJsonArray("runs")
            .get(0)
            .getAsJsonObject();
    JsonObject result = run.getAsJsonArray("results").get(0).getAsJsonObject();
    assertThat(result.getAsJsonObject("message").get("text").getAsString()).isEqualTo(HOSTILE);
    assertThat(result.get("level").getAsString()).isEqualTo("error");
    assertThat(run.get("columnKind").getAsString()).isEqualTo("unicodeCodePoints");
  }

  /** RFC 3986: what a path may not hold is percent-encoded, and a first segment has no colon. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "definitions/lessons.yaml",
        "a:b/c.yaml",
        "Produkt Größe/100 %/50%25.yaml",
        "definitions/#1?x=[y]{z}|\\^`\"<>.yaml",
        "definitions/日本/😀.yaml",
        "a&b=c;d,e+f@g!$'()*~_-.yaml"
      })
  void sarifNamesAFileByItsReference(String file) {
    Finding finding = Finding.error("some-rule", file, new Position(1, 1), "", "wrong");
    String uri =
        sarifResult(Findings.of(finding))
            .getAsJsonArray("locations")
            .get(0)
            .getAsJsonObject()
            .getAsJsonObject("physicalLocation")
            .getAsJsonObject("artifactLocation")
            .get("uri")
            .getAsString();

    assertThat(uri).matches("(?:[A-Za-z0-9._~!$&'()*+,;=@/-]|%[0-9A-F]{2})+");
    assertThat(URI.create("file:///team/").resolve(uri).getPath()).isEqualTo("/team/" + file);
  }

  @Test
  void aWaivedFindingIsShownWithItsReasonAndFailsNothing() throws Exception {
    String reason = "small market (ana, until 2026-12-31)";
    Findings waived = Findings.of(FINDINGS.all().getFirst().waived(reason));

    for (FindingsFormat format : FindingsFormat.values()) {
      assertThat(format.write(waived)).as(format.name()).contains(reason.substring(0, 12));
    }
    assertThat(FindingsFormat.TEXT.write(waived)).endsWith("0 errors, 0 warnings\n");
    assertThat(FindingsFormat.JSON.write(waived)).contains("\"waived\": \"" + reason + "\"");
    JsonObject suppression =
        sarifResult(waived).getAsJsonArray("suppressions").get(0).getAsJsonObject();
    assertThat(suppression.get("kind").getAsString()).isEqualTo("external");
    assertThat(suppression.get("justification").getAsString()).isEqualTo(reason);
    assertThat(FindingsFormat.JUNIT.write(waived)).contains("failures=\"0\"");
    assertThat(FindingsFormat.GITHUB.write(waived)).startsWith("::notice file=");
    assertThat(FindingsFormat.GITLAB.write(waived)).contains("\"severity\": \"info\"");
  }

  private static JsonObject sarifResult(Findings findings) {
    return JsonParser.parseString(FindingsFormat.SARIF.write(findings))
        .getAsJsonObject()
        .getAsJsonArray("runs")
        .get(0)
        .getAsJsonObject()
        .getAsJsonArray("results")
        .get(0)
        .getAsJsonObject();
  }

  @Test
  void junitHoldsAnyText() throws Exception {
    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(FindingsFormat.JUNIT.write(FINDINGS))))
            .getDocumentElement();
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    Element failure = (Element) suite.getElementsByTagName("failure").item(0);
    assertThat(failure.getTextContent()).contains("a\"<b>&", "]]>", "\uFFFD");
  }

  @Test
  void aFileCannotBeginAWorkflowCommand() {
    String text = FindingsFormat.GITHUB.write(FINDINGS);
    assertThat(text.lines()).hasSize(1);
    assertThat(text)
        .startsWith(
            "::error"
                + " file=definitions/a%2Cb%3Ac.yaml,line=3,col=5,title=some-rule::a\"<b>&%0A::error")
        .contains("%250A");
  }

  /** The fields that GitLab asks for: description, check_name, fingerprint, severity, location. */
  @Test
  void gitlabGetsACodeQualityReport() {
    Finding finding = FINDINGS.all().getFirst();
    Findings twice = Findings.of(List.of(finding, finding.waived("small market")));
    JsonArray issues = JsonParser.parseString(FindingsFormat.GITLAB.write(twice)).getAsJsonArray();

    assertThat(issues).hasSize(2);
    JsonObject issue = issues.get(0).getAsJsonObject();
    assertThat(issue.keySet())
        .containsExactly("description", "check_name", "fingerprint", "severity", "location");
    assertThat(issue.get("description").getAsString()).isEqualTo(HOSTILE);
    assertThat(issue.get("check_name").getAsString()).isEqualTo("some-rule");
    assertThat(issue.get("severity").getAsString()).isEqualTo("major");
    assertThat(issue.getAsJsonObject("location").toString())
        .isEqualTo("{\"path\":\"definitions/a,b:c.yaml\",\"lines\":{\"begin\":3}}");
    assertThat(issues.get(1).getAsJsonObject().get("severity").getAsString()).isEqualTo("info");
    assertThat(issues.get(1).getAsJsonObject().get("fingerprint"))
        .as("a fingerprint is unique")
        .isNotEqualTo(issue.get("fingerprint"));
    assertThat(FindingsFormat.GITLAB.write(Findings.of(List.of()))).isEqualTo("[]\n");
  }

  @Test
  void aTerminalObeysNothing() {
    assertThat(FindingsFormat.TEXT.write(FINDINGS).lines()).hasSize(2);
    assertThat(FindingsFormat.TEXT.write(FINDINGS)).doesNotContain("\u001b");
  }

  @Test
  void theXmlOfAnyNameIsXml() throws Exception {
    String name = "definitions/a\u0000\u001b[31m\ufffe\uffff\u202e\ud800<&\"'.yaml";
    Findings findings =
        Findings.of(
            List.of(
                Finding.error("x", name, Position.FILE, "", "a\u0007b ]]> \udc00").found(name)));
    String xml = FindingsFormat.JUNIT.write(findings);
    assertThat(xml).doesNotContain("\u001b", "\u0000", "\u202e");
    Element testCase =
        (Element)
            DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getElementsByTagName("testcase")
                .item(0);
    assertThat(testCase.getAttribute("classname"))
        .startsWith("definitions/a")
        .endsWith("<&\"'.yaml");
  }

  @Test
  void lintErrorsMakeExitOneInEveryFormat() throws IOException {
    Files.writeString(folder.resolve("event-model.yaml"), "kind: Nonsense\n");
    for (FindingsFormat format : FindingsFormat.values()) {
      Run run = Run.of("lint", folder.toString(), "--format", format.name());
      assertThat(run.exit()).as(format.name()).isEqualTo(1);
      assertThat(run.out()).as(format.name()).contains("event-model.yaml");
    }
  }

  @Test
  void servicesAreToldFilesFromTheRootOfTheWorkingCopy() throws IOException {
    Path documents = Files.createDirectories(folder.resolve("data/definitions-repo"));
    Files.writeString(documents.resolve("event-model.yaml"), "kind: Nonsense\n");
    for (String format : List.of("github", "gitlab", "sarif", "junit")) {
      assertThat(Run.of("lint", documents.toString(), "--format", format).out())
          .as(format + " outside a working copy")
          .contains("event-model.yaml")
          .doesNotContain("definitions-repo/event-model.yaml");
    }
    // A worktree of Git has a file of this name.
    Files.writeString(folder.resolve(".git"), "gitdir: elsewhere\n");
    for (String format : List.of("github", "gitlab", "sarif", "junit")) {
      assertThat(Run.of("lint", documents.toString(), "--format", format).out())
          .as(format)
          .containsPattern("[^/]data/definitions-repo/event-model.yaml");
    }
    assertThat(Run.of("lint", documents.toString()).out()).startsWith("event-model.yaml");
  }

  @Test
  void theExampleRepositoryIsClean() throws IOException {
    WorkingCopy.copyExample(folder);
    Run run = Run.of("lint", folder.toString());
    assertThat(run.out()).isEqualTo("0 errors, 0 warnings\n");
    assertThat(run.exit()).isZero();
  }
}
