package dev.firstvalue.console.view;

import dev.firstvalue.console.words.Clause;
import java.util.List;
import java.util.Optional;

/**
 * One definition.
 *
 * @param notice that goes with it, such as why it is deprecated; empty for none
 * @param shown the version that the page shows; absent where the question about times has no answer
 * @param times what was asked about them
 * @param history its versions, newest first
 * @param numbers of its versions, newest first
 * @param difference between two of them, where that was asked
 * @param reports about it, newest first
 * @param proposals that are open
 * @param dependents who would miss it
 */
public record DefinitionPage(
    String name,
    Badge status,
    String notice,
    Optional<Version> shown,
    Times times,
    List<Row> history,
    List<Integer> numbers,
    Optional<Difference> difference,
    List<ReportRow> reports,
    List<Link> proposals,
    Dependents dependents) {
  /** Copies the lists. */
  public DefinitionPage {
    history = List.copyOf(history);
    numbers = List.copyOf(numbers);
    reports = List.copyOf(reports);
    proposals = List.copyOf(proposals);
  }

  /**
   * A version in full.
   *
   * @param facts about it, a sentence
   * @param words what it says
   * @param source the document
   * @param adoption how it came to main; absent where no proposal is kept
   */
  public record Version(
      String number,
      int version,
      String title,
      String facts,
      String promise,
      String rationale,
      String proxyFor,
      String owners,
      String stage,
      String meaningHash,
      List<Clause> words,
      String source,
      Optional<Adoption> adoption) {
    /** Copies the list. */
    public Version {
      words = List.copyOf(words);
    }
  }

  /** A merge, and who stood for it. */
  public record Adoption(Link proposal, String mergedBy, String approvedBy) {}

  /**
   * The two times of a question.
   *
   * @param event which events the rule is for; empty: the newest rule
   * @param known when it was known; empty: now
   * @param problem why there is no answer; empty where there is one
   */
  public record Times(String event, String known, String problem) {
    /** Whether either was asked for. */
    public boolean asked() {
      return !event.isEmpty() || !known.isEmpty();
    }
  }

  /**
   * A line of the history.
   *
   * @param change what it does to the count, against the version before
   * @param restatement what it does to the past; empty where nothing is recorded
   */
  public record Row(
      Link version,
      boolean current,
      Optional<Badge> change,
      String at,
      String by,
      String subject,
      String restatement,
      Optional<Link> difference) {}

  /** What differs between two versions. */
  public record Difference(int from, int to, Changes changes, String problem) {}

  /**
   * A report in a line.
   *
   * @param facts what it is about, and until when it knows
   */
  public record ReportRow(Badge badge, Link report, String facts, String sentence) {}
}
