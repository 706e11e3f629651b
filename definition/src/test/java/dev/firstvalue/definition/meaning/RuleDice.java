package dev.firstvalue.definition.meaning;

import dev.firstvalue.definition.bind.Samples;
import dev.firstvalue.definition.v1.Condition;
import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.definition.v1.PropertyType;
import dev.firstvalue.definition.v1.Ratio;
import dev.firstvalue.definition.v1.Step;
import dev.firstvalue.definition.v1.ValueEvent;
import dev.firstvalue.definition.v1.ValueEventSpec;
import dev.firstvalue.definition.v1.Variant;
import java.util.ArrayList;
import java.util.List;

/**
 * Random rules of every form over a small model, and random edits of them, in documents. Names,
 * numbers and windows are few, so that an edit often matters. Not every document binds.
 */
final class RuleDice extends ConditionDice {
  private static final List<String> WHENS =
      List.of(
          "start.properties.x >= 1",
          "start.properties.x >= 2",
          "start.properties.t == \"u1\"",
          "has(start.properties.t)",
          "true");

  RuleDice(long seed) {
    super(seed);
  }

  /** A model; the flags make those of one test differ. */
  static EventModel model(boolean ids, String exclude, String excludeEntities, PropertyType ofX) {
    EventModel.Builder model =
        Samples.model(
            """
            {'apiVersion': 'firstvalue/v1', 'kind': 'EventModel', 'metadata': {'name': 'm'},
             'spec': {'events': {'table': 'e', 'timestamp': 'ts', 'event': 'event',
             'properties': 'p'}, 'entities': {'user': {'column': 'u'}}, 'catalog': {}}}
            """)
            .toBuilder();
    var spec = model.getSpecBuilder();
    spec.setExclude(exclude).setExcludeEntities(excludeEntities);
    if (ids) {
      spec.getEventsBuilder().setEventId("id");
    }
    for (String event : EVENTS) {
      spec.putCatalog(
          event,
          dev.firstvalue.definition.v1.CatalogEvent.newBuilder()
              .putProperties("x", ofX)
              .putProperties("t", PropertyType.PROPERTY_TYPE_STRING)
              .build());
    }
    return model.build();
  }

  EventModel model() {
    return model(
        percent(50),
        percent(70)
            ? ""
            : of("properties.x == 2", "event == \"c\"", "event == \"c\" && " + of(WHERES)),
        percent(70) ? "" : of(WHENS.subList(0, 4)),
        percent(90) ? PropertyType.PROPERTY_TYPE_INT : PropertyType.PROPERTY_TYPE_DOUBLE);
  }

  /** A model that differs in one thing. */
  EventModel edited(EventModel model) {
    EventModel.Builder edited = model.toBuilder();
    var spec = edited.getSpecBuilder();
    if (percent(40)) {
      spec.setExclude(
          of("", "event == \"c\"", "event == \"c\" && " + of(WHERES), "properties.x == 2"));
    } else if (percent(70)) {
      spec.setExcludeEntities(percent(30) ? "" : of(WHENS.subList(0, 4)));
    } else if (percent(50)) {
      spec.setTimeZone(of("", "Asia/Tokyo"));
    } else {
      for (String event : EVENTS) {
        var entry = spec.getCatalogOrThrow(event).toBuilder();
        entry.putProperties(
            "x", of(PropertyType.PROPERTY_TYPE_INT, PropertyType.PROPERTY_TYPE_DOUBLE));
        spec.putCatalog(event, entry.build());
      }
    }
    return edited.build();
  }

  ValueEvent definition() {
    ValueEvent.Builder definition =
        Samples.definition(
            """
            {'apiVersion': 'firstvalue/v1', 'kind': 'ValueEvent', 'metadata': {'name': 'd'},
             'spec': {'entity': 'user', 'start': {'event': ['s']}, 'within': '5h'}}
            """)
            .toBuilder();
    ValueEventSpec.Builder spec = definition.getSpecBuilder();
    if (percent(20)) {
      spec.getStartBuilder().setNewness(of(WINDOWS));
    }
    spec.setQualifies(condition(3));
    while (percent(25)) {
      spec.addVariants(variant());
    }
    return definition.build();
  }

  /** The definition with one thing changed. */
  ValueEvent edited(ValueEvent definition) {
    ValueEvent.Builder edited = definition.toBuilder();
    ValueEventSpec.Builder spec = edited.getSpecBuilder();
    switch (below(12)) {
      case 0 -> spec.setWithin(of("4h", "5h", "6h"));
      case 1 -> variants(spec);
      case 2 -> {
        if (percent(60)) {
          spec.getStartBuilder().setNewness(percent(30) ? "" : of(WINDOWS));
        } else {
          spec.getStartBuilder().setWhere(percent(30) ? "" : of(WHERES));
        }
      }
      default -> {
        List<Condition.Builder> all = new ArrayList<>();
        collect(spec.getQualifiesBuilder(), all);
        spec.getVariantsBuilderList().forEach(v -> collect(v.getQualifiesBuilder(), all));
        edit(all.get(below(all.size())));
      }
    }
    return edited.build();
  }

  private void variants(ValueEventSpec.Builder spec) {
    int count = spec.getVariantsCount();
    if (count == 0 || percent(25)) {
      spec.addVariants(below(count + 1), variant());
      return;
    }
    int at = below(count);
    switch (below(3)) {
      case 0 -> spec.removeVariants(at);
      case 1 -> spec.getVariantsBuilder(at).setWhen(of(WHENS));
      default -> {
        Variant moved = spec.getVariants(at);
        spec.removeVariants(at);
        spec.addVariants(below(count), moved);
      }
    }
  }

  private Variant variant() {
    return Variant.newBuilder()
        .setName(of("one", "two", "three", "four"))
        .setWhen(of(WHENS))
        .setQualifies(condition(1))
        .build();
  }

  private static void collect(Condition.Builder condition, List<Condition.Builder> into) {
    into.add(condition);
    condition.getAllBuilderList().forEach(part -> collect(part, into));
    condition.getAnyBuilderList().forEach(part -> collect(part, into));
    if (condition.hasUnless()) {
      collect(condition.getUnlessBuilder(), into);
    }
  }

  private void edit(Condition.Builder condition) {
    int modifier = below(14);
    if (modifier == 0) {
      if (condition.hasUnless() && percent(50)) {
        condition.clearUnless();
      } else {
        condition.setUnless(condition(0));
      }
    } else if (modifier == 1) {
      condition.setWithin(condition.getWithin().isEmpty() || percent(50) ? of(WINDOWS) : "");
    } else if (modifier == 2) {
      Condition whole = condition.build();
      condition.clear();
      if (percent(50)) {
        condition.addAll(whole).addAll(condition(0));
      } else {
        condition.addAny(condition(0)).addAny(whole);
      }
    } else if (modifier == 3 && condition.getAllCount() + condition.getAnyCount() == 0) {
      if (condition.getPerCount() > 0 && percent(50)) {
        condition.clearPer();
      } else {
        condition.addPer(of(KEYS));
      }
    } else if (condition.getAllCount() > 0 || condition.getAnyCount() > 0) {
      editParts(condition);
    } else if (condition.getSequenceCount() > 0) {
      editSequence(condition);
    } else if (condition.hasRatio()) {
      editRatio(condition.getRatioBuilder());
    } else {
      editLeaf(condition, true);
    }
  }

  private void editParts(Condition.Builder condition) {
    List<Condition> parts =
        new ArrayList<>(
            condition.getAllCount() > 0 ? condition.getAllList() : condition.getAnyList());
    boolean all = condition.getAllCount() > 0;
    switch (below(5)) {
      case 0 -> parts.add(below(parts.size() + 1), condition(1));
      case 1 -> parts.remove(below(parts.size()));
      case 2 -> parts.add(parts.removeFirst());
      case 3 -> all = !all;
      default -> condition.setAtLeast(between(1, Math.max(1, parts.size())));
    }
    condition.clearAll().clearAny();
    if (all) {
      condition.clearAtLeast().addAllAll(parts);
    } else {
      condition.addAllAny(parts);
    }
  }

  private void editSequence(Condition.Builder condition) {
    int at = below(condition.getSequenceCount());
    switch (below(6)) {
      case 0, 1 -> condition.addSequence(at + 1, step(2));
      case 2 -> condition.removeSequence(at);
      case 3 -> condition.setGap(condition.getGap().isEmpty() || percent(60) ? of(WINDOWS) : "");
      case 4 -> condition.setSimultaneous(!condition.getSimultaneous());
      default -> {
        Step.Builder step = condition.getSequenceBuilder(at);
        if (percent(50)) {
          step.setWhere(percent(30) ? "" : at == 1 ? of(FOLLOWS) : where());
        } else {
          step.addEvent(of(EVENTS));
        }
      }
    }
  }

  private void editRatio(Ratio.Builder ratio) {
    switch (below(5)) {
      case 0 -> ratio.setAbove(of(0.0, 0.4, 0.5, 1.0));
      case 1 -> ratio.setFrom(between(1, 3));
      case 2 -> ratio.setAfter(of("", "1h", "30m"));
      case 3 -> editLeaf(ratio.getOfBuilder(), false);
      default -> editLeaf(ratio.getToBuilder(), false);
    }
  }

  private void editLeaf(Condition.Builder leaf, boolean counted) {
    switch (below(counted ? 7 : 4)) {
      case 0 -> {
        if (leaf.getEventCount() > 1 && percent(60)) {
          List<String> events = new ArrayList<>(leaf.getEventList());
          events.remove(below(events.size()));
          leaf.clearEvent().addAllEvent(events);
        } else {
          leaf.addEvent(of(EVENTS));
        }
      }
      case 1 ->
          leaf.setWhere(
              leaf.getWhere().isEmpty() || percent(30)
                  ? where()
                  : percent(40)
                      ? ""
                      : "(" + leaf.getWhere() + ") " + of("&&", "||") + " " + of(WHERES));
      case 2 -> {
        if (leaf.getByCount() > 0 && percent(50)) {
          leaf.clearBy();
        } else {
          leaf.addBy(of("user", "properties.t"));
        }
      }
      case 3 -> leaf.setDistinct(leaf.getDistinct().isEmpty() || percent(40) ? of(KEYS) : "");
      case 4 -> leaf.setSum(leaf.getSum().isEmpty() ? "properties.x" : "");
      default -> leaf.setAtLeast(between(1, 4));
    }
  }
}
