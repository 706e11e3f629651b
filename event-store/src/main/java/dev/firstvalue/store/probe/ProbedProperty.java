package dev.firstvalue.store.probe;

import dev.firstvalue.definition.v1.PropertyType;

/**
 * A property as the sampled events of one name have it.
 *
 * @param name its name
 * @param type the narrowest type that every value reads as
 * @param fillRate the share of the events that have it and not empty, in (0, 1]
 */
public record ProbedProperty(String name, PropertyType type, double fillRate) {}
