package dev.firstvalue.store.compare;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.definition.event.Identity;
import dev.firstvalue.definition.facts.ExposureQuestion;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.SetQuestion;
import java.util.List;

/**
 * What both are asked, of which log. The source of the questions calls its tables {@value #EVENTS},
 * {@value #EXPOSURES} and {@value #IDENTITIES} and their columns as {@link Comparison} says.
 *
 * @param number decides how the table holds its properties, where the source leaves that open
 */
public record Asked(
    long number,
    Question question,
    List<Fold> folds,
    ExposureQuestion experiment,
    List<Fold> experimentFolds,
    SetQuestion several,
    List<Fold> severalFolds,
    List<Event> events,
    List<Exposure> exposures,
    List<Identity> identities) {
  /** The table of events. */
  public static final String EVENTS = "events";

  /** The table of exposures. */
  public static final String EXPOSURES = "exposures";

  /** The table of identities. */
  public static final String IDENTITIES = "identities";

  public Asked {
    folds = List.copyOf(folds);
    experimentFolds = List.copyOf(experimentFolds);
    severalFolds = List.copyOf(severalFolds);
    events = List.copyOf(events);
    exposures = List.copyOf(exposures);
    identities = List.copyOf(identities);
  }
}
