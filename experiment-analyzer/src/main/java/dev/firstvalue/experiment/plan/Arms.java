package dev.firstvalue.experiment.plan;

import dev.firstvalue.definition.v1.Arm;
import dev.firstvalue.experiment.v1.OtherArmKind;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The arms of the plan. Those of a weight above 0 are compared, the control among them, but who is
 * held out.
 */
public final class Arms {
  private final List<Arm> planned;
  private final List<Arm> compared;
  private final Set<@Nullable String> names = new HashSet<>();

  public Arms(List<Arm> planned) {
    this.planned = List.copyOf(planned);
    compared = planned.stream().filter(arm -> arm.getWeight() > 0 && !arm.getHoldout()).toList();
    compared.forEach(arm -> names.add(arm.getName()));
  }

  /** Why an arm that is not compared is not. */
  public OtherArmKind kind(String name) {
    return planned.stream()
        .filter(arm -> arm.getName().equals(name))
        .findFirst()
        .map(
            arm ->
                arm.getHoldout()
                    ? OtherArmKind.OTHER_ARM_KIND_HOLDOUT
                    : OtherArmKind.OTHER_ARM_KIND_WEIGHTLESS)
        .orElse(OtherArmKind.OTHER_ARM_KIND_UNPLANNED);
  }

  public List<Arm> compared() {
    return compared;
  }

  /** The control, if it is compared. */
  public Optional<String> control() {
    return compared.stream().filter(Arm::getControl).map(Arm::getName).findFirst();
  }

  /** The others, in the order of the plan. */
  public List<String> treatments() {
    return compared.stream().filter(arm -> !arm.getControl()).map(Arm::getName).toList();
  }

  public boolean isCompared(@Nullable String name) {
    return names.contains(name);
  }

  public double[] weights() {
    return compared.stream().mapToDouble(Arm::getWeight).toArray();
  }
}
