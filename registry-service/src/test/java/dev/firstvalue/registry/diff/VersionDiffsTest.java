package dev.firstvalue.registry.diff;

import static dev.firstvalue.registry.Documents.definition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.Documents;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.RegistryTest;
import dev.firstvalue.registry.v1.ChangeKind;
import dev.firstvalue.registry.v1.DiffVersionsRequest;
import dev.firstvalue.registry.v1.DiffVersionsResponse;
import org.junit.jupiter.api.Test;

class VersionDiffsTest extends RegistryTest {
  private static final String LESSONS = "definitions/lessons.yaml";

  @Test
  void whatIsAskedForAnewIsToldPathByPathAndAsText() {
    commit(LESSONS, definition("lessons", 3));
    commit(LESSONS, definition("lessons", 4));

    DiffVersionsResponse narrower = diff(1, 2);
    assertThat(narrower.getKind()).isEqualTo(ChangeKind.CHANGE_KIND_NARROWS);
    assertThat(narrower.getReasonsList())
        .singleElement()
        .satisfies(
            reason -> {
              assertThat(reason.getPath()).isEqualTo("spec.qualifies.atLeast");
              assertThat(reason.getBefore()).isEqualTo("3");
              assertThat(reason.getAfter()).isEqualTo("4");
            });
    assertThat(narrower.getText().lines())
        .contains(
            "-  qualifies: {event: lesson_completed, atLeast: 3}",
            "+  qualifies: {event: lesson_completed, atLeast: 4}");
    assertThat(narrower.getFromMeaningHash()).isNotEqualTo(narrower.getToMeaningHash());

    assertThat(diff(2, 1).getKind()).isEqualTo(ChangeKind.CHANGE_KIND_WIDENS);
    assertThat(diff(1, 1).getKind()).isEqualTo(ChangeKind.CHANGE_KIND_UNCHANGED);
    assertThat(diff(1, 1).getText()).isEmpty();
  }

  @Test
  void eachVersionIsReadUnderTheEventModelOfItsTimeAlsoAfterOpeningAgain() {
    commit(LESSONS, definition("lessons", 3));
    commit("event-model.yaml", Documents.model("properties.is_test == false"));
    commit(LESSONS, definition("lessons", 4));

    DiffVersionsResponse modelAlone = diff(1, 2);
    assertThat(modelAlone.getText()).isEmpty();
    assertThat(modelAlone.getReasonsList())
        .anySatisfy(reason -> assertThat(reason.getPath()).startsWith("event-model:"))
        .noneSatisfy(reason -> assertThat(reason.getPath()).startsWith("spec.qualifies"));
    assertThat(diff(2, 3).getReasonsList())
        .noneSatisfy(reason -> assertThat(reason.getPath()).startsWith("event-model:"));

    registry.close();
    registry = RegistryRepository.openForWriting(directory, language, clock);
    assertThat(diff(1, 2)).isEqualTo(modelAlone);
  }

  @Test
  void aVersionThatIsNotThereIsSaid() {
    commit(LESSONS, definition("lessons", 3));
    assertThatThrownBy(() -> diff(1, 2))
        .isInstanceOfSatisfying(
            FirstvalueException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.VERSION_NOT_FOUND));
  }

  private DiffVersionsResponse diff(int from, int to) {
    return VersionDiffs.between(
        registry.snapshot(),
        DiffVersionsRequest.newBuilder()
            .setName("lessons")
            .setFromVersion(from)
            .setToVersion(to)
            .build());
  }
}
