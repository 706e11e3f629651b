package dev.firstvalue.definition.discovery;

import dev.firstvalue.definition.facts.HashSplit;
import java.util.List;

/**
 * Answers what a search asks: the event store, or the reference evaluator over a log in memory.
 * Both give the same answers over the same rows.
 */
public interface DiscoverySource {

  /** The counts of everybody. */
  Histogram histogram(DiscoveryQuestion question);

  /**
   * What is known of each entity in part 0 of a sample by hash, in no order and without its id.
   * Where the sample goes by account, clusters are whole.
   */
  List<Profile> profiles(DiscoveryQuestion question, HashSplit sample);
}
