package dev.firstvalue.validator.discovery;

import dev.firstvalue.validation.v1.DiscoveryObjective;
import dev.firstvalue.validation.v1.DiscoveryReportOrBuilder;
import dev.firstvalue.validation.v1.DiscoveryRole;
import dev.firstvalue.validation.v1.DiscoveryRow;
import dev.firstvalue.validation.v1.Interval;
import dev.firstvalue.validator.estimate.Words;
import java.util.Locale;
import java.util.Optional;

/** What a search comes to, in words. */
final class DiscoverySentence {
  private final DiscoveryReportOrBuilder report;

  DiscoverySentence(DiscoveryReportOrBuilder report) {
    this.report = report;
  }

  String text() {
    Optional<DiscoveryRow> winner = row(DiscoveryRole.DISCOVERY_ROLE_WINNER);
    if (winner.isEmpty()) {
      return NothingFound.sentence(report);
    }
    DiscoveryRow named = row(DiscoveryRole.DISCOVERY_ROLE_SIMPLEST).orElse(winner.get());
    String region =
        report.hasRegion()
            ? Words.count(report.getRegion().getSize())
                + " of "
                + Words.count(report.getRegion().getCompared())
                + " candidates above the reach floor cannot be told from the best; the simplest of"
                + " them is "
            : "Of "
                + Words.count(report.getCompared())
                + " candidates above the reach floor the best is ";
    return region
        + named.getCandidate().getWords()
        + ": "
        + Words.share(named.getReachability())
        + " of those who were not searched reach it, and its "
        + score(named)
        + "."
        + honesty(named)
        + " This is a hypothesis, not a cause.";
  }

  private static String score(DiscoveryRow row) {
    Interval limits = row.getScore().getInterval();
    boolean points = inPoints(row.getObjective());
    return name(row.getObjective())
        + " is "
        + number(row.getScore().getEstimate(), points)
        + " ("
        + number(limits.getLow(), points)
        + " to "
        + number(limits.getHigh(), points)
        + ")"
        + (points ? " points" : "");
  }

  private static String honesty(DiscoveryRow row) {
    Interval limits = row.getScore().getInterval();
    return limits.getLow() <= 0 && limits.getHigh() >= 0
        ? " That interval holds zero: the search has found nothing."
        : "";
  }

  private static boolean inPoints(DiscoveryObjective objective) {
    return switch (objective) {
      case DISCOVERY_OBJECTIVE_LIFT, DISCOVERY_OBJECTIVE_HEADROOM, DISCOVERY_OBJECTIVE_VOLUME ->
          true;
      case DISCOVERY_OBJECTIVE_YOUDEN,
          DISCOVERY_OBJECTIVE_PHI,
          DISCOVERY_OBJECTIVE_UNSPECIFIED,
          UNRECOGNIZED ->
          false;
    };
  }

  private static String name(DiscoveryObjective objective) {
    return switch (objective) {
      case DISCOVERY_OBJECTIVE_LIFT -> "lift";
      case DISCOVERY_OBJECTIVE_HEADROOM -> "headroom";
      case DISCOVERY_OBJECTIVE_YOUDEN -> "Youden's J";
      case DISCOVERY_OBJECTIVE_PHI -> "phi";
      case DISCOVERY_OBJECTIVE_VOLUME -> "volume-adjusted lift";
      case DISCOVERY_OBJECTIVE_UNSPECIFIED, UNRECOGNIZED -> "score";
    };
  }

  private static String number(double value, boolean points) {
    return points ? Words.points(value) : String.format(Locale.ROOT, "%+.3f", value);
  }

  private Optional<DiscoveryRow> row(DiscoveryRole role) {
    return report.getRowsList().stream().filter(row -> row.getRole() == role).findFirst();
  }
}
