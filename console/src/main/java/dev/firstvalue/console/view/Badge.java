package dev.firstvalue.console.view;

import dev.firstvalue.experiment.v1.Decision;
import dev.firstvalue.proto.EnumWords;
import dev.firstvalue.reporting.page.LiftPage;
import dev.firstvalue.reporting.page.Tone;
import dev.firstvalue.reporting.page.ValidationPage;
import dev.firstvalue.validation.v1.VerdictOutcome;
import java.util.Locale;

/**
 * A word that says how something stands.
 *
 * @param tone as a part of a class name
 */
public record Badge(String word, String tone) {
  /** A word in a tone. */
  public static Badge of(String word, Tone tone) {
    return new Badge(word, tone.name().toLowerCase(Locale.ROOT));
  }

  /** The verdict of a backtest. */
  public static Badge of(VerdictOutcome outcome) {
    return of(word(EnumWords.word(outcome.getValueDescriptor())), ValidationPage.tone(outcome));
  }

  /** The decision of an experiment. */
  public static Badge of(Decision decision) {
    return of(word(EnumWords.word(decision.getValueDescriptor())), LiftPage.tone(decision));
  }

  private static String word(String word) {
    return word.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
