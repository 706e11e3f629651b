package dev.firstvalue.reporting.page;

import dev.firstvalue.experiment.v1.ArmsAsInstrument;
import dev.firstvalue.experiment.v1.EffectSet;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether moving activation moves the definition's outcomes. */
final class InstrumentTable {
  private static final double WHOLE = 1;

  private InstrumentTable() {}

  static Optional<Section> of(LiftReport report) {
    List<List<String>> rows = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (ArmsAsInstrument one : report.getInstrumentsList()) {
      rows.add(
          List.of(
              one.getOutcome(),
              one.getArm() + " − " + one.getAgainst(),
              Numbers.count(one.getEntities()),
              Numbers.difference(one.getActivation()),
              Numbers.difference(one.getOutcomeDifference()),
              one.hasEffect() ? Numbers.points(one.getEffect()) : Numbers.ABSENT,
              one.hasSet() ? set(one.getSet()) : Numbers.ABSENT,
              one.hasFirstStageF()
                  ? String.format(Locale.ROOT, "%.1f", one.getFirstStageF())
                  : Numbers.ABSENT,
              one.hasPValue() ? Numbers.pValue(one.getPValue()) : Numbers.ABSENT));
      words.add(
          one.getNote().isEmpty() ? one.getSentence() : one.getOutcome() + ": " + one.getNote());
    }
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Table(
                "Does value move the outcome?",
                "What reaching value does to those whom an arm moved, if arms act on the outcome"
                    + " through the value event alone. The set is Anderson and Rubin's, in points,"
                    + " within −100 and 100: it holds however little the arm moves; an effect"
                    + " beside an F below 10 says little by itself. In words: "
                    + String.join("; ", words)
                    + ".",
                List.of(
                    Column.words("outcome"),
                    Column.words("comparison"),
                    Column.numbers(LiftWords.counted(report)),
                    Column.numbers("activation"),
                    Column.numbers("outcome moved"),
                    Column.numbers("effect of value"),
                    Column.numbers("set"),
                    Column.numbers("F"),
                    Column.numbers("p")),
                rows));
  }

  /** The part of the set that an effect of one share on another can lie in. */
  private static String set(EffectSet set) {
    return switch (set.getShape()) {
      case EFFECT_SET_SHAPE_INTERVAL ->
          set.getPossible() ? between(set.getLow(), set.getHigh()) : "none possible";
      case EFFECT_SET_SHAPE_TWO_RAYS -> rays(set);
      case EFFECT_SET_SHAPE_UP_TO ->
          set.getPossible() ? between(-WHOLE, set.getHigh()) : "none possible";
      case EFFECT_SET_SHAPE_FROM ->
          set.getPossible() ? between(set.getLow(), WHOLE) : "none possible";
      case EFFECT_SET_SHAPE_WHOLE_LINE -> "any";
      case EFFECT_SET_SHAPE_EMPTY -> "none";
      case EFFECT_SET_SHAPE_UNSPECIFIED, UNRECOGNIZED -> Numbers.ABSENT;
    };
  }

  private static String rays(EffectSet set) {
    List<String> parts = new ArrayList<>();
    if (set.getLow() >= -WHOLE) {
      parts.add(between(-WHOLE, set.getLow()));
    }
    if (set.getHigh() <= WHOLE) {
      parts.add(between(set.getHigh(), WHOLE));
    }
    return parts.isEmpty() ? "none possible" : String.join(" or ", parts);
  }

  private static String between(double low, double high) {
    return String.format(
        Locale.ROOT, "%+.1f to %+.1f", Math.max(-WHOLE, low) * 100, Math.min(WHOLE, high) * 100);
  }
}
