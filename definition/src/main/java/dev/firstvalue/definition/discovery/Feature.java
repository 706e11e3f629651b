package dev.firstvalue.definition.discovery;

import dev.firstvalue.definition.expression.Expression.Property;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Range;
import dev.firstvalue.definition.plan.Stream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is counted of an entity: its events of one name or, of these, the known values of one
 * property, each at its earliest event.
 *
 * @param event the name
 * @param distinct the property; the events themselves when absent
 */
public record Feature(String event, Optional<Property> distinct) {

  /** The events of a name. */
  public static Feature of(String event) {
    return new Feature(event, Optional.empty());
  }

  /** The first of it in the days after time zero, as a definition would ask for it. */
  public Leaf.Nth leaf(Plan plan, int days) {
    return new Leaf.Nth(
        new Stream(List.of(event), List.of(plan.entity().column()), Optional.empty()),
        Range.within(Duration.ofDays(days)),
        1,
        distinct.map(property -> property),
        List.of());
  }
}
