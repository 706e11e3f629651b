package dev.firstvalue.experiment.past;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import dev.firstvalue.definition.plan.PastPlan;
import dev.firstvalue.experiment.adjustment.NumberCovariate;
import dev.firstvalue.experiment.adjustment.NumberCovariate.Group;
import dev.firstvalue.experiment.contrast.Contrast;
import dev.firstvalue.experiment.plan.Arms;
import dev.firstvalue.experiment.plan.Inference;
import dev.firstvalue.experiment.sample.Sample;
import dev.firstvalue.experiment.v1.AdjustedComparison;
import dev.firstvalue.experiment.v1.Comparison;
import dev.firstvalue.experiment.v1.PastActivity;
import dev.firstvalue.experiment.v1.PastDifference;
import dev.firstvalue.experiment.v1.PastOfArm;
import dev.firstvalue.statistics.mean.Moments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What entities of each arm did before their exposure, and how far arms differed in it. */
public final class PastReadings {
  private final Arms arms;
  private final Instant begins;
  private final Inference inference;
  private final boolean clustered;

  /**
   * Readings of a plan.
   *
   * @param begins from when on the log is known
   */
  public PastReadings(Arms arms, Instant begins, Inference inference, boolean clustered) {
    this.arms = arms;
    this.begins = begins;
    this.inference = inference;
    this.clustered = clustered;
  }

  /**
   * The readings, in the order of the plan.
   *
   * @param numbers one for each of the plan's
   * @param adjusted the effect with covariates taken out, these among them
   */
  public List<PastActivity> of(
      List<PastPlan> past, List<NumberCovariate> numbers, List<AdjustedComparison> adjusted) {
    List<PastActivity> all = new ArrayList<>();
    for (int i = 0; i < past.size(); i++) {
      List<Group> groups = numbers.get(i).groups();
      PastActivity.Builder one =
          PastActivity.newBuilder()
              .setName(past.get(i).name())
              .setLookback(Durations.fromSeconds(past.get(i).lookback().toSeconds()))
              .setLogBegins(
                  Timestamp.newBuilder()
                      .setSeconds(begins.getEpochSecond())
                      .setNanos(begins.getNano()));
      past.get(i).stream().ifPresent(stream -> one.addAllEvents(stream.events()));
      arms.compared().forEach(arm -> one.addArms(arm(arm.getName(), groups)));
      for (String arm : arms.control().isEmpty() ? List.<String>of() : arms.treatments()) {
        one.addDifferences(difference(arm, arms.control().orElseThrow(), numbers.get(i), adjusted));
      }
      all.add(one.setSentence(PastSentence.of(one, adjusted)).build());
    }
    return all;
  }

  private static PastOfArm arm(String name, List<Group> groups) {
    long entities = 0;
    long unknown = 0;
    long without = 0;
    double sum = 0;
    for (Group group : groups) {
      if (group.arm().equals(name)) {
        entities += group.count();
        unknown += group.number().isEmpty() ? group.count() : 0;
        without += group.number().orElse(1) == 0 ? group.count() : 0;
        sum += group.number().orElse(0) * group.count();
      }
    }
    PastOfArm.Builder arm =
        PastOfArm.newBuilder()
            .setArm(name)
            .setEntities(Math.toIntExact(entities))
            .setUnknown(Math.toIntExact(unknown))
            .setWithout(Math.toIntExact(without));
    if (entities > unknown) {
      arm.setMean(sum / (entities - unknown));
    }
    return arm.build();
  }

  private PastDifference difference(
      String arm, String control, NumberCovariate number, List<AdjustedComparison> adjusted) {
    PastDifference.Builder one = PastDifference.newBuilder().setArm(arm).setAgainst(control);
    SignFlip.of(number, arm, control, adjusted, inference)
        .ifPresent(flip -> one.setSignFlip(flip.flips()));
    Sample ours = sample(arm, number.groups());
    Sample theirs = sample(control, number.groups());
    if (ours == null || theirs == null) {
      return one.setNote("of nobody in an arm it is known what they did").build();
    }
    Comparison.Builder compared = new Contrast(inference.twoSided()).of(ours, theirs);
    one.setDifference(compared.getDifference()).setNote(compared.getNote());
    if (compared.hasPValue()) {
      one.setPValue(compared.getPValue()).setLog10PValue(compared.getLog10PValue());
    }
    if (compared.hasClusters()) {
      one.setClusters(compared.getClusters());
    }
    return one.build();
  }

  /** The numbers of an arm that are known; null if none is. */
  private @Nullable Sample sample(String arm, List<Group> groups) {
    Map<String, Moments> clusters = new TreeMap<>();
    for (Group group : groups) {
      if (group.arm().equals(arm) && group.number().isPresent()) {
        clusters.merge(
            group.cluster(),
            new Moments(group.count(), group.number().getAsDouble(), 0),
            Moments::with);
      }
    }
    if (clusters.isEmpty()) {
      return null;
    }
    return clustered
        ? new Sample.Clustered(clusters, false)
        : new Sample.Mean(clusters.values().iterator().next());
  }
}
