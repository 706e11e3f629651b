package dev.firstvalue.validator.discovery;

import dev.firstvalue.validation.v1.DiscoveryPopulation;
import dev.firstvalue.validation.v1.DiscoveryReportOrBuilder;
import dev.firstvalue.validator.estimate.Words;

/** Why a search suggests nothing, in words. */
final class NothingFound {
  private NothingFound() {}

  static String sentence(DiscoveryReportOrBuilder report) {
    DiscoveryPopulation people = report.getPopulation();
    if (people.getFirst() + people.getSecond() + people.getLater() == 0) {
      return "There is nobody to search: " + nobody(people, report.getEntity() + "s") + ".";
    }
    if (report.getTried() == 0) {
      return "There is nothing to search: every event of the catalog is left out, each for the"
          + " reason given.";
    }
    if (report.getCompared() == 0) {
      return "Of "
          + Words.count(report.getTried())
          + " candidates none is between the reach floor of "
          + Words.percent(report.getReachFloor())
          + " and "
          + Words.percent(Settings.CEILING)
          + ", where nearly everybody reaches it: there is nothing to suggest.";
    }
    return "None of the "
        + Words.count(report.getCompared())
        + " candidates above the reach floor can be compared on both folds, which hold too few "
        + report.getEntity()
        + "s, or too few accounts of them: there is nothing to suggest.";
  }

  private static String nobody(DiscoveryPopulation people, String entities) {
    if (people.getImmature() > 0) {
      return "none of "
          + Words.count(people.getImmature())
          + " "
          + entities
          + " has been watched to the end of the outcome yet";
    }
    if (people.getNewnessUnverified() > 0) {
      return "of "
          + Words.count(people.getNewnessUnverified())
          + " "
          + entities
          + " none is known to be new";
    }
    return people.getExcludedEntities() > 0
        ? "the event model's rule on entities excludes all " + entities
        : "nobody has a start event in the range";
  }
}
