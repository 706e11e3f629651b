package dev.firstvalue.definition.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.firstvalue.definition.meaning.PlanHistory.Edit;
import dev.firstvalue.definition.meaning.PlanHistory.Standing;
import dev.firstvalue.definition.meaning.PlanHistory.Version;
import dev.firstvalue.definition.v1.Experiment;
import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.definition.v1.PastCount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PlanHistoryTest {
  private static final Instant NOW = day(40);

  private final List<Version> versions = new ArrayList<>();

  @Test
  void thePlanIsWhatStoodAtTheStart() {
    committed(1, 10, spec -> spec.setWithin("7d"));
    committed(5, 10, spec -> spec.setWithin("14d"));
    committed(12, 10, spec -> spec.setWithin("3d"));

    PlanHistory history = PlanHistory.of(versions, NOW);
    assertThat(history.plan()).isEqualTo(versions.get(1));
    assertThat(history.standing()).isEqualTo(Standing.FROZEN);
    assertThat(history.frozenAt()).isEqualTo(day(10));
    assertThat(history.edits())
        .extracting(Edit::difference)
        .extracting(Difference::toString)
        .containsExactly("spec.within: 14d, now 3d");
    assertThat(history.edits().getFirst().by()).isEqualTo(versions.get(2));
  }

  @Test
  void aLookbackIsFrozenLikeTheRest() {
    PastCount.Builder past = PastCount.newBuilder().setName("before");
    committed(1, 10, spec -> spec.addPast(past.setLookback("28d")));
    committed(12, 10, spec -> spec.addPast(past.setLookback("7d")));

    PlanHistory history = PlanHistory.of(versions, NOW);
    assertThat(history.plan().document().getSpec().getPast(0).getLookback()).isEqualTo("28d");
    assertThat(history.edits().toString()).contains("spec.past", "28d, now 7d");
  }

  @Test
  void aStartIsPutOffBeforeItComesAndNotAfter() {
    committed(1, 10, spec -> {});
    committed(9, 20, spec -> {});
    committed(21, 30, spec -> {});

    PlanHistory history = PlanHistory.of(versions, NOW);
    assertThat(history.plan()).isEqualTo(versions.get(1));
    assertThat(history.edits().toString()).contains("1970-01-21T00:00:00Z, now 1970-01-31");
  }

  @Test
  void anEditAtTheVeryStartIsStillInTime() {
    committed(1, 10, spec -> {});
    committed(10, 10, spec -> spec.setWithin("3d"));

    assertThat(PlanHistory.of(versions, NOW).plan()).isEqualTo(versions.get(1));
    assertThat(PlanHistory.of(versions, NOW).standing()).isEqualTo(Standing.FROZEN);
  }

  @Test
  void aPlanThatCameAfterItsStartIsLate() {
    committed(15, 10, spec -> {});
    committed(16, 10, spec -> spec.setHypothesis("fewer"));

    PlanHistory history = PlanHistory.of(versions, NOW);
    assertThat(history.plan()).isEqualTo(versions.getFirst());
    assertThat(history.standing()).isEqualTo(Standing.LATE);
    assertThat(history.frozenAt()).isEqualTo(day(15));
    assertThat(history.edits()).hasSize(1);
  }

  @Test
  void beforeTheStartNothingIsADeviation() {
    committed(1, 50, spec -> {});
    committed(2, 50, spec -> spec.setWithin("3d"));

    PlanHistory history = PlanHistory.of(versions, NOW);
    assertThat(history.standing()).isEqualTo(Standing.BEFORE_START);
    assertThat(history.plan()).isEqualTo(versions.get(1));
    assertThat(history.edits()).isEmpty();
  }

  @Test
  void whoeverWritesADefaultDownChangesNothing() {
    committed(1, 10, spec -> {});
    committed(
        12,
        10,
        spec -> {
          spec.getTestBuilder().setAlpha(0.05).setSides(2);
          spec.getDecisionBuilder().setShip("primary.low > 0");
          spec.getExposureBuilder().setLog(true);
        });

    assertThat(PlanHistory.of(versions, NOW).edits()).isEmpty();
  }

  private void committed(int day, int start, Consumer<ExperimentSpec.Builder> edit) {
    ExperimentSpec.Builder spec =
        ExperimentSpec.newBuilder()
            .setStart(Timestamp.newBuilder().setSeconds(day(start).getEpochSecond()));
    edit.accept(spec);
    versions.add(
        new Version(
            Optional.of("c" + day), day(day), Experiment.newBuilder().setSpec(spec).build()));
  }

  private static Instant day(int day) {
    return Instant.ofEpochSecond(day * 86_400L);
  }
}
