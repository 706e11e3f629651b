package dev.firstvalue.validator;

import dev.firstvalue.definition.v1.QualityPolicy;
import dev.firstvalue.validation.v1.DataQuality;
import dev.firstvalue.validation.v1.PropertyQuality;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether the properties that a definition reads are there and read as their types. */
final class QualityRules {
  private final QualityPolicy policy;

  QualityRules(QualityPolicy policy) {
    this.policy = policy;
  }

  List<Finding> judge(DataQuality quality) {
    List<Finding> findings = new ArrayList<>();
    for (PropertyQuality property : quality.getPropertiesList()) {
      if (property.getRows() == 0) {
        continue;
      }
      String where = property.getProperty() + " of " + property.getEvent();
      double filled = (double) property.getFilled() / property.getRows();
      if (filled < policy.getFillRate()) {
        findings.add(
            Finding.warn(
                "property-missing",
                String.format(
                    Locale.ROOT,
                    "%s is filled in %s of rows (expected: at least %s): without it a condition is"
                        + " unknown and does not hold",
                    where,
                    Words.percent(filled),
                    Words.percent(policy.getFillRate()))));
      }
      double mistyped = (double) property.getMistyped() / property.getRows();
      if (mistyped > policy.getUnknownShare()) {
        findings.add(
            Finding.warn(
                "property-mistyped",
                String.format(
                    Locale.ROOT,
                    "%s does not read as its type in %s of rows (expected: at most %s): mend the"
                        + " tracking or the catalog",
                    where,
                    Words.percent(mistyped),
                    Words.percent(policy.getUnknownShare()))));
      }
    }
    return findings;
  }
}
