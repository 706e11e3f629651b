package dev.firstvalue.store.load;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One showing of an arm on its way into {@link LogTable#EXPOSURES}.
 *
 * @param experiment the experiment's name; not empty
 * @param arm the arm's name; not empty
 * @param at when it was shown, cut to microseconds
 * @param user the user; empty if there is none
 * @param account the account; empty if there is none
 * @param properties whatever else is known, by name, as text
 */
public record ExposureRow(
    String experiment,
    String arm,
    Instant at,
    String user,
    String account,
    Map<String, String> properties) {

  public ExposureRow {
    if (experiment.isEmpty() || arm.isEmpty()) {
      throw new IllegalArgumentException("exposure: without experiment or arm (expected: both)");
    }
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }
}
