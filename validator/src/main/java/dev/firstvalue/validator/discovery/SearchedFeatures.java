package dev.firstvalue.validator.discovery;

import dev.firstvalue.definition.discovery.Feature;
import dev.firstvalue.definition.discovery.Histogram;
import dev.firstvalue.definition.expression.Expression.Property;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.CatalogEvent;
import dev.firstvalue.definition.v1.PropertyType;
import dev.firstvalue.validation.v1.LeftOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What of a catalog is searched, and what is left out and why. */
final class SearchedFeatures {
  /** An event that so many did, all of whom were retained, is taken to imply the outcome. */
  private static final int IMPLIES = 50;

  private final DiscoverySubject subject;
  private final List<Feature> features = new ArrayList<>();
  private final SortedMap<String, String> leftOut = new TreeMap<>();

  SearchedFeatures(DiscoverySubject subject) {
    this.subject = subject;
    Plan plan = subject.plan();
    TreeSet<String> outcome = new TreeSet<>();
    plan.outcomes()
        .getFirst()
        .instants()
        .leaves()
        .forEach(
            leaf ->
                plan.leaves()
                    .get(leaf)
                    .streams()
                    .forEach(stream -> outcome.addAll(stream.events())));
    if (!subject.outcomeEvents() && !outcome.containsAll(subject.catalog().keySet())) {
      outcome.forEach(event -> leftOut.put(event, "the outcome is made of it"));
    }
    plan.anchor().stream()
        .events()
        .forEach(event -> leftOut.putIfAbsent(event, "it is the start: everybody has it"));
    subject.catalog().keySet().forEach(event -> features.add(Feature.of(event)));
    subject.catalog().forEach(this::distinct);
  }

  private void distinct(String event, CatalogEvent declared) {
    if (leftOut.containsKey(event)) {
      return;
    }
    new TreeMap<>(declared.getPropertiesMap())
        .forEach(
            (property, type) -> {
              Type counted = type(type);
              boolean more = features.size() - subject.catalog().size() < subject.distinct();
              if (counted != null && more) {
                features.add(new Feature(event, Optional.of(new Property(property, counted))));
              }
            });
  }

  /** Values of text and whole numbers can be told apart; those of measures mean nothing. */
  private static @Nullable Type type(PropertyType type) {
    return switch (type) {
      case PROPERTY_TYPE_STRING -> Type.STRING;
      case PROPERTY_TYPE_INT -> Type.INT;
      case PROPERTY_TYPE_DOUBLE,
          PROPERTY_TYPE_BOOL,
          PROPERTY_TYPE_TIMESTAMP,
          PROPERTY_TYPE_UNSPECIFIED,
          UNRECOGNIZED ->
          null;
    };
  }

  List<Feature> all() {
    return features;
  }

  /** The features that count distinct values. */
  Set<Integer> distinct() {
    return IntStream.range(0, features.size())
        .filter(feature -> features.get(feature).distinct().isPresent())
        .boxed()
        .collect(Collectors.toSet());
  }

  /** What each feature is to the search, once it is known which events imply the outcome. */
  List<Use> uses(Histogram histogram) {
    for (int feature = 0; feature < features.size(); feature++) {
      Feature one = features.get(feature);
      if (one.distinct().isEmpty() && implies(histogram, feature)) {
        leftOut.putIfAbsent(
            one.event(), "everybody who did it was retained: it implies the outcome");
      }
    }
    Map<String, CatalogEvent> catalog = subject.catalog();
    return features.stream()
        .map(
            feature ->
                leftOut.containsKey(feature.event())
                    ? Use.LEFT_OUT
                    : catalog
                            .getOrDefault(feature.event(), CatalogEvent.getDefaultInstance())
                            .getPreparation()
                        ? Use.PREPARATION
                        : Use.SEARCHED)
        .toList();
  }

  private static boolean implies(Histogram histogram, int feature) {
    int retained = 0;
    int lost = 0;
    for (int part = 0; part < histogram.parts(); part++) {
      retained += histogram.reached(part, true, feature, 1, histogram.days());
      lost += histogram.reached(part, false, feature, 1, histogram.days());
    }
    return lost == 0 && retained >= IMPLIES;
  }

  List<LeftOut> leftOut() {
    return leftOut.entrySet().stream()
        .map(
            entry ->
                LeftOut.newBuilder().setEvent(entry.getKey()).setReason(entry.getValue()).build())
        .toList();
  }
}
