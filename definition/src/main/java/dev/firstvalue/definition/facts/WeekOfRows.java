package dev.firstvalue.definition.facts;

import java.util.List;

/**
 * The rows of one event in one week: those that a question reads, before the watermark, not
 * excluded. Weeks without a row of the event are not there.
 *
 * @param event the event's name
 * @param week the Monday of the UTC week of the rows' own time, YYYY-MM-DD
 * @param rows how many, at least 1
 * @param properties how each property is filled that the question reads of the event, by property
 */
public record WeekOfRows(
    String event, String week, long rows, List<RowQuality.PropertyFill> properties) {
  public WeekOfRows {
    properties = List.copyOf(properties);
  }
}
