package dev.firstvalue.benchmarks.questions;

import java.util.List;
import java.util.Map;

/**
 * Definitions asked together, and how long that may take.
 *
 * @param name what it is
 * @param definitions the documents
 * @param reads a property that the definitions read; empty for none
 * @param peer what the limit is a multiple of
 * @param limits the limit for each order of the table that has one
 */
record Scenario(
    String name, List<String> definitions, String reads, Peer peer, Map<Order, Double> limits) {
  private static final List<Scenario> ALL =
      List.of(
          of("named leaf", Definitions.named("{event: e_05, atLeast: 3}")),
          of("named all", Definitions.named("{all: [{event: e_05}, {event: e_06}]}")),
          of("named any", Definitions.named("{any: [{event: e_05}, {event: e_06}]}")),
          ofAny("any-event leaf", "{event: e_05, atLeast: 3}", ""),
          ofAny("any-event all", "{all: [{event: e_05}, {event: e_06}]}", ""),
          ofAny("any-event any", "{any: [{event: e_05}, {event: e_06}]}", ""),
          ofAny("any-event where", "{event: e_05, where: 'properties.seconds >= 30'}", "seconds"),
          ofKeys("distinct", "{event: e_05, distinct: properties.item, atLeast: 3}", "item"),
          ofKeys("sequence", "{sequence: [{event: e_05}, {event: e_06}]}", ""),
          ofKeys(
              "ratio", "{ratio: {of: {event: e_05}, to: {event: e_06}, above: 0.5, from: 2}}", ""),
          new Scenario(
              "50 of leaf, all, any",
              Definitions.fifty(),
              "",
              Peer.ONE,
              Map.of(Order.DATE, 5.0, Order.USER, 5.0)),
          new Scenario(
              "50 mixed",
              Definitions.mix(),
              "item",
              Peer.SUM,
              Map.of(Order.DATE, 0.5, Order.USER, 0.5)));

  Scenario {
    definitions = List.copyOf(definitions);
    limits = Map.copyOf(limits);
  }

  /** What a question is held to. */
  enum Peer {
    /** The bare pass. */
    BARE("L1"),
    /** The same pass, reading every column that the question needs. */
    READING("L1+"),
    /** One definition of a leaf with the same outcome. */
    ONE("one alone"),
    /** All of its definitions, each asked alone. */
    SUM("sum alone");

    private final String words;

    Peer(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  static List<Scenario> all() {
    return ALL;
  }

  private static Scenario of(String name, String definition) {
    return new Scenario(name, List.of(definition), "", Peer.BARE, Map.of(Order.DATE, 0.6));
  }

  private static Scenario ofAny(String name, String qualifies, String reads) {
    return new Scenario(
        name,
        List.of(Definitions.any(qualifies)),
        reads,
        Peer.READING,
        Map.of(Order.DATE, 1.2, Order.USER, 2.2));
  }

  private static Scenario ofKeys(String name, String qualifies, String reads) {
    return new Scenario(
        name,
        List.of(Definitions.any(qualifies)),
        reads,
        Peer.READING,
        Map.of(Order.DATE, 4.0, Order.USER, 4.0));
  }
}
