package dev.firstvalue.experiment.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.definition.v1.Spending;
import dev.firstvalue.definition.v1.TestPlan;
import dev.firstvalue.statistics.sequential.DesignPower;
import dev.firstvalue.statistics.sequential.GroupSequential;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentTest {
  private final List<Integer> workedOut = new ArrayList<>();
  private final Recent<Integer, Integer> squares =
      new Recent<>(
          n -> {
            workedOut.add(n);
            return n * n;
          });

  @Test
  void whatWasAskedBeforeIsNotWorkedOutAgain() {
    assertThat(squares.to(7)).isEqualTo(49);
    assertThat(squares.to(8)).isEqualTo(64);
    assertThat(squares.to(7)).isEqualTo(49);
    assertThat(workedOut).containsExactly(7, 8);
  }

  @Test
  void whatWasNotAskedForLongIsForgotten() {
    for (int n = 0; n < 300; n++) {
      squares.to(n);
      squares.to(0);
    }
    workedOut.clear();
    squares.to(0);
    squares.to(1);
    assertThat(workedOut).containsExactly(1);
  }

  /** Each pair of calls would share an answer that left one of these out of its question. */
  @Test
  void plansThatDifferAnywhereHaveTheirOwnInflation() {
    for (Spending spending : List.of(Spending.SPENDING_POCOCK, Spending.SPENDING_OBRIEN_FLEMING)) {
      for (double alpha : new double[] {0.05, 0.01}) {
        for (double power : new double[] {0.8, 0.9}) {
          for (int sides : new int[] {1, 2}) {
            TestPlan test =
                TestPlan.newBuilder()
                    .addAllAt(List.of(0.5, 1.0))
                    .setSpending(spending)
                    .setSides(sides)
                    .build();
            GroupSequential looks = new GroupSequential(test.getAtList(), alpha, sides == 2);
            double worked =
                DesignPower.inflation(looks, looks.spending(Spendings.of(spending)), power);
            ExperimentSpec spec = ExperimentSpec.newBuilder().setTest(test).build();
            assertThat(Spendings.inflation(spec, alpha, power)).isEqualTo(worked);
            assertThat(Spendings.inflation(spec, alpha, power)).isEqualTo(worked);
          }
        }
      }
    }
  }
}
