package dev.firstvalue.store.probe;

import java.util.List;
import java.util.Optional;

/**
 * What the columns of a table seem to be.
 *
 * @param timestamp when an event happened
 * @param receivedAt when it arrived
 * @param event its name
 * @param eventId what copies of it share
 * @param user the acting user
 * @param account the account
 * @param properties the one column of all properties
 * @param flat the columns that are properties themselves; empty where there is one for all
 */
public record ColumnRoles(
    Optional<String> timestamp,
    Optional<String> receivedAt,
    Optional<String> event,
    Optional<String> eventId,
    Optional<String> user,
    Optional<String> account,
    Optional<String> properties,
    List<String> flat) {

  public ColumnRoles {
    flat = List.copyOf(flat);
  }
}
