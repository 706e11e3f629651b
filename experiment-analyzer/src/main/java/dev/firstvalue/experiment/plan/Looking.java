package dev.firstvalue.experiment.plan;

import com.google.protobuf.Timestamp;
import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.experiment.v1.AdjustedComparison;
import dev.firstvalue.experiment.v1.ArmResult;
import dev.firstvalue.experiment.v1.ConditionalPower;
import dev.firstvalue.experiment.v1.Outlook;
import dev.firstvalue.statistics.distribution.Normal;
import dev.firstvalue.statistics.proportion.Proportion;
import dev.firstvalue.statistics.sequential.GroupSequential;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * When the plan lets the result be read: once, at its end (FIXED); at planned shares of the
 * information, each with a boundary after Lan and DeMets (PLANNED); or at any time, from the 200th
 * mature entity of each arm on, by an asymptotic confidence sequence (CONTINUOUS).
 *
 * <p>The information is the number of mature entities against the number that the plan's smallest
 * effect {@linkplain Needed needs}, clusters and what covariates save counted; without a smallest
 * effect it is the share of the planned time whose entities are mature.
 */
public final class Looking {
  /** Below so many mature entities an arm a confidence sequence is not yet one. */
  static final int FIRST_LOOK = 200;

  /** So near to its planned share of the information a look is that look. */
  private static final double SAME_LOOK = 0.01;

  /** Where intervals are tightest if the plan does not say how many entities it needs. */
  private static final double USUAL_TUNING = 5_000;

  private final ExperimentSpec spec;
  private final Trial trial;
  private final Instant watermark;
  private final List<ArmResult> arms;
  private final Inference inference;
  private final TakenOut takenOut;
  private final DesignEffects designs;

  /**
   * Looks at a report.
   *
   * @param adjusted the effect with covariates taken out, whether the plan decides by it or not, at
   *     any level
   * @param designs what clusters cost, with nothing taken out
   */
  public Looking(
      Trial trial,
      Instant watermark,
      List<ArmResult> arms,
      List<AdjustedComparison> adjusted,
      DesignEffects designs) {
    this.trial = trial;
    this.spec = trial.document().getSpec();
    this.watermark = watermark;
    this.arms = arms;
    this.inference = Inference.of(spec.getTest());
    this.takenOut = new TakenOut(arms, adjusted);
    this.designs = designs;
  }

  /** How the result may be read at the watermark. */
  public Look now() {
    boolean over =
        trial
            .plan()
            .end()
            .map(end -> !end.plus(trial.plan().window()).isAfter(watermark))
            .orElse(true);
    Outlook.Builder outlook = Outlook.newBuilder();
    OptionalDouble information = information(over);
    information.ifPresent(outlook::setInformation);
    if (needed().isPresent()) {
      if (takenOut.left() < 1) {
        outlook.setVarianceSaved(1 - takenOut.left());
      }
      if (!designs.byArm().isEmpty()) {
        outlook.setDesignEffect(designs.largest());
      }
    }
    due(information).ifPresent(outlook::setAnswerDue);
    return switch (spec.getTest().getLooks()) {
      case LOOKS_PLANNED -> planned(over, information, outlook);
      case LOOKS_CONTINUOUS -> continuous(over, outlook);
      case LOOKS_FIXED, LOOKS_UNSPECIFIED, UNRECOGNIZED -> fixed(over, information, outlook);
    };
  }

  private Look fixed(boolean over, OptionalDouble information, Outlook.Builder outlook) {
    double share = information.orElse(0);
    if (!over && share > 0 && share < 1) {
      double critical = Normal.twoSidedCritical(inference.level());
      GroupSequential once =
          new GroupSequential(List.of(share, 1.0), inference.alpha(), !inference.oneSided());
      mid(new MidFlight.Course(once, new double[] {critical, critical}, 1), outlook);
    }
    outlook.setSentence(
        over
            ? (trial.plan().end().isPresent()
                ? "The planned time is over: the result is read once, now."
                : "The plan names no end: the result is read once, now.")
            : "The plan reads the result once, at its end; what is shown is descriptive.");
    return new Look(inference, over, over, false, USUAL_TUNING, outlook.build());
  }

  private Look planned(boolean over, OptionalDouble found, Outlook.Builder outlook) {
    List<Double> at = spec.getTest().getAtList();
    boolean complete = over || found.orElse(0) >= 1;
    double information = complete ? 1 : found.orElse(0);
    int look = complete ? at.size() : (int) at.stream().filter(t -> t <= information).count();
    outlook.setPlannedLooks(at.size()).setLook(look);
    if (look == 0) {
      beforeTheFirst(at, information, outlook);
      outlook.setSentence(
          String.format(
              Locale.ROOT,
              "The first planned look is at %.0f %% of the information; %.0f %% are in.",
              at.getFirst() * 100,
              information * 100));
      return new Look(inference, false, false, false, USUAL_TUNING, outlook.build());
    }
    List<Double> fractions = read(at.subList(0, look), information);
    int taken = fractions.size();
    fractions.addAll(left(at.subList(look, at.size()), information));
    GroupSequential design =
        new GroupSequential(fractions, inference.alpha(), !inference.oneSided());
    double[] bounds = Spendings.bounds(design, spec.getTest());
    double critical = bounds[taken - 1];
    double nominal = (inference.oneSided() ? 1 : 2) * Normal.upperTail(critical);
    outlook.setCritical(critical).setNominalAlpha(nominal);
    if (taken < fractions.size()) {
      mid(new MidFlight.Course(design, bounds, taken), outlook);
    }
    outlook.setSentence(
        String.format(
            Locale.ROOT,
            "Planned look %d of %d, at %.0f %% of the information: the boundary is |z| > %.3f, a"
                + " nominal alpha of %.4g.",
            look,
            at.size(),
            information * 100,
            critical,
            nominal));
    Inference here = new Inference(nominal, inference.oneSided(), inference.correction());
    return new Look(here, true, complete, false, USUAL_TUNING, outlook.build());
  }

  /** Nothing is read yet: all the looks are to come, from where the comparisons are now. */
  private void beforeTheFirst(List<Double> at, double information, Outlook.Builder outlook) {
    if (information > 0) {
      List<Double> toCome = left(at, information);
      GroupSequential looks = new GroupSequential(at, inference.alpha(), !inference.oneSided());
      double[] all = Spendings.bounds(looks, spec.getTest());
      double[] bounds = new double[toCome.size() + 1];
      System.arraycopy(all, all.length - toCome.size(), bounds, 1, toCome.size());
      List<Double> fractions = new ArrayList<>(List.of(information));
      fractions.addAll(toCome);
      mid(
          new MidFlight.Course(
              new GroupSequential(fractions, inference.alpha(), !inference.oneSided()), bounds, 1),
          outlook);
    }
  }

  /**
   * The shares of the information at which it is read, this time the last. A planned look that lies
   * back is taken as read when it was due: at 0.7 one that was planned for 0.5 is not read a second
   * time as if it were the first.
   */
  private static List<Double> read(List<Double> due, double information) {
    List<Double> fractions = new ArrayList<>(due);
    if (information - due.getLast() < SAME_LOOK) {
      fractions.removeLast();
    }
    fractions.add(information);
    return fractions;
  }

  /** The planned looks that are left; one that is as good as now, other than the last, is now. */
  private static List<Double> left(List<Double> planned, double information) {
    return planned.stream()
        .filter(at -> at - information >= SAME_LOOK || at.equals(planned.getLast()))
        .toList();
  }

  private Look continuous(boolean over, Outlook.Builder outlook) {
    int least = arms.stream().mapToInt(ArmResult::getExposed).min().orElse(0);
    boolean enough = least >= FIRST_LOOK;
    outlook.setSentence(
        enough
            ? "Read at any time: the intervals hold however often one looks."
            : String.format(
                Locale.ROOT,
                "Read at any time from %d mature entities of each arm on; the smallest has %,d.",
                FIRST_LOOK,
                least));
    return new Look(inference, enough, over, true, needed().orElse(USUAL_TUNING), outlook.build());
  }

  /** The entities of control and one arm that the plan's smallest effect needs. */
  private OptionalDouble needed() {
    return control()
        .map(
            rate ->
                new Needed(spec, arms, inference)
                    .entities(rate, designs.largest() * takenOut.left()))
        .orElseGet(OptionalDouble::empty);
  }

  private OptionalDouble information(boolean over) {
    OptionalDouble needed = needed();
    if (needed.isPresent()) {
      int control =
          arms.stream().filter(ArmResult::getControl).mapToInt(ArmResult::getExposed).sum();
      int arm =
          arms.stream()
              .filter(one -> !one.getControl())
              .mapToInt(ArmResult::getExposed)
              .min()
              .orElse(0);
      return OptionalDouble.of((control + arm) / needed.getAsDouble());
    }
    if (trial.plan().end().isEmpty()) {
      return over ? OptionalDouble.of(1) : OptionalDouble.empty();
    }
    Instant start = trial.plan().start();
    double all = Duration.between(start, trial.plan().end().get()).toSeconds();
    double mature = Duration.between(start, watermark.minus(trial.plan().window())).toSeconds();
    return OptionalDouble.of(Math.max(0, Math.min(1, mature / all)));
  }

  private void mid(MidFlight.Course course, Outlook.Builder outlook) {
    List<ConditionalPower> powers =
        new MidFlight(arms, inference, takenOut, designs)
            .powers(spec.getPower().getMinimumEffect(), course);
    outlook.addAllConditionalPowers(powers);
    powers.stream()
        .mapToDouble(ConditionalPower::getValue)
        .min()
        .ifPresent(outlook::setConditionalPower);
  }

  private static Proportion proportion(ArmResult arm) {
    return new Proportion(arm.getActivated(), arm.getExposed());
  }

  private Optional<Proportion> control() {
    return arms.stream()
        .filter(arm -> arm.getControl() && arm.getExposed() > 0)
        .map(Looking::proportion)
        .findFirst();
  }

  /** When all that is planned is in: the end and a window, or at the pace so far. */
  private Optional<Timestamp> due(OptionalDouble information) {
    Duration window = trial.plan().window();
    Optional<Instant> end = trial.plan().end().map(at -> at.plus(window));
    Instant start = trial.plan().start();
    Duration mature = Duration.between(start, watermark.minus(window));
    double share = information.orElse(0);
    if (end.isEmpty() && share > 0 && !mature.isNegative()) {
      end =
          Optional.of(start.plusSeconds((long) Math.ceil(mature.toSeconds() / share)).plus(window));
    }
    return end.map(at -> Timestamp.newBuilder().setSeconds(at.getEpochSecond()).build());
  }
}
