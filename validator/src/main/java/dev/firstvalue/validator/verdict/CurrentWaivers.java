package dev.firstvalue.validator.verdict;

import dev.firstvalue.definition.v1.Waiver;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** The waivers of a policy that hold on a day; the last day counts. */
public final class CurrentWaivers {
  private final List<Waiver> waivers;
  private final LocalDate today;

  /**
   * The waivers that hold.
   *
   * @param today the day on which they are judged, UTC
   */
  public CurrentWaivers(List<Waiver> waivers, LocalDate today) {
    this.waivers = List.copyOf(waivers);
    this.today = today;
  }

  /** The waiver of a rule for a definition. */
  public Optional<Waiver> of(String rule, String definition) {
    return waivers.stream()
        .filter(w -> w.getRule().equals(rule))
        .filter(w -> w.getDefinition().equals(definition))
        .filter(this::isCurrent)
        .findFirst();
  }

  /** A finding's message with who accepted it, why and for how long. */
  public static String said(String message, Waiver waiver) {
    return message
        + ". Waived by "
        + waiver.getApprover()
        + " until "
        + waiver.getUntil()
        + ": "
        + waiver.getReason();
  }

  /** A date that no calendar has waives nothing. */
  private boolean isCurrent(Waiver waiver) {
    try {
      return !LocalDate.parse(waiver.getUntil()).isBefore(today);
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
