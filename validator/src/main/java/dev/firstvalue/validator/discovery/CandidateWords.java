package dev.firstvalue.validator.discovery;

import dev.firstvalue.definition.discovery.Feature;
import dev.firstvalue.validation.v1.DiscoveryCandidate;
import dev.firstvalue.validation.v1.DiscoveryClause;
import java.util.ArrayList;
import java.util.List;

/** Candidates by the names of what they count. */
final class CandidateWords {
  private final List<Feature> features;

  CandidateWords(List<Feature> features) {
    this.features = features;
  }

  DiscoveryCandidate message(Candidate candidate) {
    DiscoveryCandidate.Builder message =
        DiscoveryCandidate.newBuilder().setDays(candidate.days()).setWords(words(candidate));
    for (Clause clause : candidate.clauses()) {
      Feature feature = features.get(clause.feature());
      DiscoveryClause.Builder one =
          DiscoveryClause.newBuilder().setEvent(feature.event()).setAtLeast(clause.times());
      feature.distinct().ifPresent(property -> one.setDistinct(property.name()));
      message.addClauses(one);
    }
    return message.build();
  }

  private String words(Candidate candidate) {
    List<String> parts = new ArrayList<>();
    for (Clause clause : candidate.clauses()) {
      Feature feature = features.get(clause.feature());
      parts.add(
          feature
              .distinct()
              .map(
                  property ->
                      clause.times() + " different " + property.name() + " of " + feature.event())
              .orElse(
                  feature.event() + (clause.times() == 1 ? "" : " " + clause.times() + " times")));
    }
    int days = candidate.days();
    return String.join(" and ", parts) + " in " + (days == 1 ? "1 day" : days + " days");
  }
}
