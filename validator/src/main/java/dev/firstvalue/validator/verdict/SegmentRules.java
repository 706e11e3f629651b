package dev.firstvalue.validator.verdict;

import dev.firstvalue.validation.v1.SegmentConsistency;
import dev.firstvalue.validation.v1.SegmentFamily;
import dev.firstvalue.validation.v1.SegmentMix;
import dev.firstvalue.validator.estimate.Words;
import java.util.ArrayList;
import java.util.List;

/** Whether lift means the same in every segment. */
public final class SegmentRules {
  private SegmentRules() {}

  public static List<Finding> judge(List<? extends SegmentFamily> families) {
    List<Finding> findings = new ArrayList<>();
    for (SegmentFamily family : families) {
      String name = family.getName().replace("start.properties.", "");
      SegmentMix mix = family.getMix();
      if (mix.getReversed()) {
        findings.add(
            Finding.warn(
                "lift-reversed",
                "lift is "
                    + Words.points(mix.getCrude())
                    + " points over everyone and "
                    + Words.points(mix.getMantelHaenszel())
                    + " within equal values of "
                    + name
                    + ": "
                    + Words.points(mix.getMixEffect())
                    + " points are that those who reach value are another mix of it. Believe the"
                    + " values, not the sum"));
      }
      if (family.getConsistency() == SegmentConsistency.SEGMENT_CONSISTENCY_INCONSISTENT) {
        findings.add(
            Finding.warn(
                "segments-disagree",
                "lift is not one over "
                    + name
                    + ": "
                    + family.getSentence()
                    + ". Look at the values, and give those that differ a variant"));
      }
    }
    return findings;
  }
}
