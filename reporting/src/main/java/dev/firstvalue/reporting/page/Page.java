package dev.firstvalue.reporting.page;

import java.util.List;

/**
 * What a report shows.
 *
 * @param kind what sort of report: {@code Validation report}
 * @param title what it is about
 * @param subtitle a line below the title; may be empty
 * @param badge the result in a word or two
 * @param tone how the result is to be taken
 * @param sentence the result in a sentence
 * @param sections the rest, in reading order
 */
public record Page(
    String kind,
    String title,
    String subtitle,
    String badge,
    Tone tone,
    String sentence,
    List<Section> sections) {
  public Page {
    sections = List.copyOf(sections);
  }
}
