package dev.firstvalue.validator;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.MessageOrBuilder;
import dev.firstvalue.validation.v1.CohortTimes;
import dev.firstvalue.validation.v1.DurationInterval;
import dev.firstvalue.validation.v1.Interval;
import dev.firstvalue.validation.v1.MethodUse;
import dev.firstvalue.validation.v1.Sensitivity;
import dev.firstvalue.validation.v1.ValidationReportOrBuilder;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The methods that a report rests on: those its intervals name, and those behind other numbers. */
final class Methods {
  private Methods() {}

  /** By name. */
  static List<MethodUse> of(ValidationReportOrBuilder report) {
    Set<String> names = new TreeSet<>();
    intervals(report, names);
    others(report, names);
    return names.stream().map(Methods::use).toList();
  }

  private static void intervals(MessageOrBuilder message, Set<String> names) {
    if (message instanceof Interval interval) {
      names.add(interval.getMethod());
      return;
    }
    if (message instanceof DurationInterval interval) {
      names.add(interval.getMethod());
      return;
    }
    message
        .getAllFields()
        .forEach(
            (field, value) -> {
              if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                if (value instanceof List<?> all) {
                  all.forEach(each -> intervals((MessageOrBuilder) each, names));
                } else {
                  intervals((MessageOrBuilder) value, names);
                }
              }
            });
  }

  private static void others(ValidationReportOrBuilder report, Set<String> names) {
    add(names, "KAPLAN_MEIER", report.getTimeToValue().getCurveCount() > 0);
    CohortTimes weeks = report.getTimeToValue().getByCohort();
    add(names, "LOG_RANK", weeks.hasChiSquare() && !weeks.hasClusters());
    add(names, "LOG_RANK_CLUSTERS", weeks.hasChiSquare() && weeks.hasClusters());
    add(names, "VOLUME_DECOMPOSITION", report.getLadder().getRowsCount() > 0);
    add(names, "RISK_SETS", report.getLadder().getRowsCount() > 0);
    add(
        names,
        "COCHRAN_Q",
        report.getSegmentFamiliesList().stream().anyMatch(family -> family.hasQ()));
    add(
        names,
        "GAIL_SIMON",
        report.getSegmentFamiliesList().stream().anyMatch(family -> family.hasOppositePValue()));
    add(
        names,
        "HOLM",
        report.getSegmentsList().stream().anyMatch(segment -> segment.hasAdjustedPValue()));
    add(names, "MANSKI", report.hasWorstCase());
    add(names, "INFLUENCE", report.hasClausePrices() || report.getVariantTrialsCount() > 0);
    add(
        names,
        "MEDIAN_DEVIATION",
        report.getVolumesList().stream().anyMatch(volume -> volume.getDays() > 0));
    add(names, "NORMAL_POWER", report.hasOutlook());
    Sensitivity sensitivity = report.getSensitivity();
    add(names, "MANTEL_HAENSZEL", sensitivity.getAdjustedRatio().hasEstimate());
    add(names, "E_VALUE", sensitivity.hasEValue());
    add(names, "NEGATIVE_CONTROLS", sensitivity.hasCalibratedPValue());
  }

  private static void add(Set<String> names, String name, boolean used) {
    if (used) {
      names.add(name);
    }
  }

  private static MethodUse use(String name) {
    return switch (name) {
      case "WILSON" -> use(name, "interval of a share", "Wilson 1927");
      case "WILSON_EFFECTIVE" ->
          use(
              name,
              "interval of a share over accounts",
              "Wilson 1927 at the effective number of entities, t: Dean and Pagano 2015; error by"
                  + " cluster: CR1, below 20 accounts CR2 (Bell and McCaffrey 2002)");
      case "NEWCOMBE" ->
          use(name, "interval of a difference of shares", "Newcombe 1998, method 10");
      case "KOOPMAN" -> use(name, "interval of a ratio of shares", "Koopman 1984");
      case "MIETTINEN_NURMINEN" ->
          use(name, "interval of an odds ratio", "Miettinen and Nurminen 1985");
      case "KATZ_LOG" -> use(name, "interval of a ratio, on its logarithm", "Katz and others 1978");
      case "TANGO" -> use(name, "interval of a change of reach, paired", "Tango 1998");
      case "FISHER_Z" -> use(name, "interval of a correlation", "Fisher 1921");
      case "SATO" -> use(name, "interval of a difference over strata", "Sato 1989");
      case "DELTA" -> use(name, "interval of a product or a log ratio", "delta method");
      case "STUDENT_T" ->
          use(
              name,
              "interval over accounts",
              "sandwich by cluster: CR1, below 20 accounts CR2 (Bell and McCaffrey 2002)");
      case "NORMAL" -> use(name, "interval of an adjusted difference", "influence function");
      case "KAPLAN_MEIER" -> use(name, "share without value by time", "Kaplan and Meier 1958");
      case "KAPLAN_MEIER_LOG_LOG" ->
          use(name, "interval of it and of its median", "Kalbfleisch and Prentice 1980");
      case "KAPLAN_MEIER_LOG_LOG_CLUSTERS" ->
          use(
              name,
              "the same over accounts",
              "infinitesimal jackknife by cluster (Therneau and Grambsch 2000), t");
      case "LOG_RANK" -> use(name, "one curve over the weeks", "Mantel 1966");
      case "LOG_RANK_CLUSTERS" ->
          use(
              name,
              "one curve over the weeks, by account",
              "Mantel 1966; score by cluster (Lin and Wei 1989), Hotelling 1931");
      case "VOLUME_DECOMPOSITION" ->
          use(
              name,
              "lift among the equally active",
              "law of total covariance: docs/statistics/methods.md");
      case "RISK_SETS" ->
          use(name, "lift on the same day", "Mantel and Haenszel 1959, by person over days");
      case "COCHRAN_Q" ->
          use(name, "one size over segments", "Cochran 1954; DerSimonian and Laird 1986");
      case "GAIL_SIMON" -> use(name, "one direction over segments", "Gail and Simon 1985");
      case "HOLM" -> use(name, "p-values of many segments", "Holm 1979");
      case "MANSKI" -> use(name, "what the immature could still do", "Manski 1990");
      case "INFLUENCE" -> use(name, "change of lift, paired", "difference of influence functions");
      case "MEDIAN_DEVIATION" -> use(name, "unusual days", "Iglewicz and Hoaglin 1993");
      case "NORMAL_POWER" -> use(name, "what an experiment could show", "Fleiss 1981");
      case "MANTEL_HAENSZEL" ->
          use(name, "ratio over strata", "Mantel and Haenszel 1959; Greenland and Robins 1985");
      case "E_VALUE" -> use(name, "how strong a hidden trait", "VanderWeele and Ding 2017");
      case "NEGATIVE_CONTROLS" -> use(name, "calibrated p-value", "Schuemie and others 2014");
      default -> use(name, "interval", "docs/statistics/methods.md");
    };
  }

  private static MethodUse use(String name, String quantity, String source) {
    return MethodUse.newBuilder().setMethod(name).setQuantity(quantity).setSource(source).build();
  }
}
