package dev.firstvalue.definition.finding;

import java.util.ArrayList;
import java.util.List;

/**
 * The findings on one file, as they are met. A file that is wrong all over is told so once, and not
 * a thousand times: at most {@link #MOST} are kept, and one that says that there are more.
 */
public final class FileFindings {
  /** How many findings on a file are listed. */
  public static final int MOST = 200;

  private final String file;
  private final List<Finding> findings = new ArrayList<>();
  private boolean full;

  public FileFindings(String file) {
    this.file = file;
  }

  /** Keeps a finding, if there is room. */
  public void add(Finding finding) {
    if (findings.size() < MOST) {
      findings.add(finding);
    } else if (!full) {
      full = true;
      findings.add(
          Finding.error(
                  "too-many-problems",
                  file,
                  finding.position(),
                  "",
                  "the rest of the file is not shown")
              .found("more than " + MOST + " problems"));
    }
  }

  /** Whether findings were dropped, as all further ones will be. */
  public boolean full() {
    return full;
  }

  /** The findings kept, in the order in which they were met. */
  public List<Finding> all() {
    return List.copyOf(findings);
  }
}
