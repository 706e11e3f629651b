package dev.firstvalue.registry.proposal;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/** What the fields of a proposal may hold. */
final class ProposalFields {
  private ProposalFields() {}

  static String line(String field, String text) {
    if (text.isBlank() || text.chars().anyMatch(Character::isISOControl)) {
      throw ProposalErrors.invalid(
          field, "not one line of text", "Give one line without control characters");
    }
    return text.strip();
  }

  static String restate(String choice) {
    if (choice.isEmpty() || choice.equals("FORWARD") || choice.equals("ALL")) {
      return choice;
    }
    try {
      return LocalDate.parse(choice).toString();
    } catch (DateTimeParseException e) {
      throw ProposalErrors.invalid(
          "restate",
          choice.replaceAll("\\p{Cntrl}", "?") + " is no day of the calendar",
          "Choose FORWARD, ALL, or a day like 2026-05-01");
    }
  }
}
