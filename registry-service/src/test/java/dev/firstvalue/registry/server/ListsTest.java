package dev.firstvalue.registry.server;

import static dev.firstvalue.registry.Documents.definition;
import static dev.firstvalue.registry.Failures.detail;
import static dev.firstvalue.registry.Failures.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.ErrorInfo;
import dev.firstvalue.definition.v1.Stage;
import dev.firstvalue.registry.report.StoredReport;
import dev.firstvalue.registry.v1.DefinitionOrder;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.GetReportRequest;
import dev.firstvalue.registry.v1.ListDefinitionsRequest;
import dev.firstvalue.registry.v1.ListDefinitionsResponse;
import dev.firstvalue.registry.v1.ListReportsRequest;
import dev.firstvalue.registry.v1.ListReportsResponse;
import dev.firstvalue.registry.v1.ListVersionsRequest;
import dev.firstvalue.registry.v1.ListVersionsResponse;
import dev.firstvalue.registry.v1.Quarantined;
import dev.firstvalue.registry.v1.Report;
import dev.firstvalue.validation.v1.ValidationReport;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists and their pages. */
class ListsTest extends ServedTest {
  @Test
  void pagesOfDefinitionsAddUpWhateverIsAddedMeanwhile() {
    for (String name : List.of("a", "b", "c", "d", "e")) {
      commit("definitions/" + name + ".yaml", definition(name, 1));
    }
    commit("definitions/broken.yaml", "spec: [");
    List<String> names = new ArrayList<>();
    String token = "";
    do {
      ListDefinitionsResponse page =
          stub.listDefinitions(
              ListDefinitionsRequest.newBuilder().setPageSize(2).setPageToken(token).build());
      page.getDefinitionsList().forEach(version -> names.add(version.getName()));
      assertThat(page.getQuarantinedList())
          .extracting(Quarantined::getPath)
          .containsExactly("definitions/broken.yaml");
      token = page.getNextPageToken();
      commit("definitions/a0.yaml", definition("a0", 1));
    } while (!token.isEmpty());
    assertThat(names).containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  void aListHoldsWhatIsAskedForAndItsPagesAreFull() {
    for (String name : List.of("a", "b", "c", "d")) {
      String text = definition(name, 1);
      commit(
          "definitions/" + name + ".yaml",
          name.equals("b")
              ? text.replace("ACTIVATION", "EXPANSION").replace("[growth]", "[growth, sales]")
              : text);
    }
    commit("definitions/c.yaml", definition("c", 1, "Why.", "RETIRED"));
    ListDefinitionsRequest.Builder request = ListDefinitionsRequest.newBuilder().setPageSize(2);

    assertThat(names(request.setServedOnly(true))).containsExactly("a", "b");
    assertThat(names(request.addStages(Stage.STAGE_ACTIVATION))).containsExactly("a", "d");
    assertThat(names(request.clear().setOwner("sales"))).containsExactly("b");
    assertThat(names(request.setOwner("nobody"))).isEmpty();
  }

  @Test
  void theNewestComeFirstWhereThatIsAskedForPageByPage() {
    for (String name : List.of("b", "a", "c")) {
      commit("definitions/" + name + ".yaml", definition(name, 1));
    }
    commit("definitions/b.yaml", definition("b", 1, "Better words.", "ACTIVE"));
    // A deletion makes no version.
    remove("definitions/a.yaml");
    ListDefinitionsRequest.Builder request =
        ListDefinitionsRequest.newBuilder()
            .setOrder(DefinitionOrder.DEFINITION_ORDER_NEWEST_FIRST)
            .setPageSize(1);
    List<String> names = new ArrayList<>();
    ListDefinitionsResponse page;
    do {
      page = stub.listDefinitions(request.build());
      page.getDefinitionsList().forEach(version -> names.add(version.getName()));
      request.setPageToken(page.getNextPageToken());
      // It moves to the front, which is behind the reader.
      commit("definitions/c.yaml", definition("c", 2 + names.size()));
    } while (!page.getNextPageToken().isEmpty());
    assertThat(names).containsExactly("b", "a");

    assertThat(names(request.clearPageToken().setPageSize(0))).containsExactly("c", "b", "a");
    StatusRuntimeException error =
        failure(
            () ->
                stub.listDefinitions(
                    ListDefinitionsRequest.newBuilder()
                        .setOrder(DefinitionOrder.DEFINITION_ORDER_NEWEST_FIRST)
                        .setPageToken(nameToken())
                        .build()));
    assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
  }

  /** The token of a page in the order of names. */
  private String nameToken() {
    return stub.listDefinitions(ListDefinitionsRequest.newBuilder().setPageSize(1).build())
        .getNextPageToken();
  }

  @Test
  void pagesOfVersionsGoFromTheNewestToTheOldest() {
    for (int lessons = 1; lessons <= 5; lessons++) {
      commit(LESSONS, definition("lessons", lessons));
    }
    ListVersionsRequest.Builder request =
        ListVersionsRequest.newBuilder().setName("lessons").setPageSize(3);
    ListVersionsResponse first = stub.listVersions(request.build());
    ListVersionsResponse second =
        stub.listVersions(request.setPageToken(first.getNextPageToken()).build());

    assertThat(first.getVersionsList())
        .extracting(DefinitionVersion::getVersion)
        .containsExactly(5, 4, 3);
    assertThat(second.getVersionsList())
        .extracting(DefinitionVersion::getVersion)
        .containsExactly(2, 1);
    assertThat(second.getNextPageToken()).isEmpty();
  }

  @Test
  void aPageIsNeverTooLargeForAClient() {
    String words = "word ".repeat(900);
    for (String name : List.of("a", "b", "c", "d")) {
      String padding = ("# " + words + "\n").repeat(200);
      commit("definitions/" + name + ".yaml", definition(name, 1) + padding);
    }
    ListDefinitionsResponse page =
        stub.listDefinitions(ListDefinitionsRequest.getDefaultInstance());
    assertThat(page.getDefinitionsCount()).isBetween(1, 3);
    assertThat(page.getNextPageToken()).isNotEmpty();
  }

  @Test
  void reportsAreListedBySubjectNewestFirstAndReadByTheirHash() {
    List<String> ids = new ArrayList<>();
    for (String title : List.of("one", "two", "three")) {
      clock.pass(Duration.ofHours(1));
      ValidationReport content =
          ValidationReport.newBuilder().setDefinition("lessons").setTitle(title).build();
      Report report = StoredReport.of(content, clock.instant());
      registry.keep(List.of(report), ANA);
      ids.addFirst(report.getId());
    }
    ListReportsRequest.Builder request =
        ListReportsRequest.newBuilder().setSubject("lessons").setPageSize(2);
    ListReportsResponse first = stub.listReports(request.build());
    ListReportsResponse second =
        stub.listReports(request.setPageToken(first.getNextPageToken()).build());

    assertThat(first.getReportsList()).extracting(Report::getId).isEqualTo(ids.subList(0, 2));
    assertThat(second.getReportsList()).extracting(Report::getId).containsExactly(ids.getLast());
    assertThat(stub.getReport(GetReportRequest.newBuilder().setId(ids.getFirst()).build()))
        .extracting(response -> response.getReport().getValidation().getTitle())
        .isEqualTo("three");
  }

  @Test
  void aTokenThatIsNotOursIsRefused() {
    ListDefinitionsRequest request =
        ListDefinitionsRequest.newBuilder().setPageToken("Li4vLi4v").build();

    StatusRuntimeException error = failure(() -> stub.listDefinitions(request));
    assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(detail(error, ErrorInfo.class).getMetadataMap())
        .containsEntry("field", "page_token");
  }

  private List<String> names(ListDefinitionsRequest.Builder request) {
    return stub.listDefinitions(request.build()).getDefinitionsList().stream()
        .map(DefinitionVersion::getName)
        .toList();
  }
}
