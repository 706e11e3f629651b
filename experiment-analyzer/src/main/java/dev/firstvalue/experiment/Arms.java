package dev.firstvalue.experiment;

import dev.firstvalue.definition.v1.Arm;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The arms that the plan compares: those of a weight above 0, the control among them. */
final class Arms {
  private final List<Arm> compared;

  Arms(List<Arm> planned) {
    compared = planned.stream().filter(arm -> arm.getWeight() > 0).toList();
  }

  List<Arm> compared() {
    return compared;
  }

  /** The control, if it is compared. */
  Optional<String> control() {
    return compared.stream().filter(Arm::getControl).map(Arm::getName).findFirst();
  }

  /** The others, in the order of the plan. */
  List<String> treatments() {
    return compared.stream().filter(arm -> !arm.getControl()).map(Arm::getName).toList();
  }

  boolean isCompared(@Nullable String name) {
    return compared.stream().anyMatch(arm -> arm.getName().equals(name));
  }

  double[] weights() {
    return compared.stream().mapToDouble(Arm::getWeight).toArray();
  }
}
