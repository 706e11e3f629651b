package dev.firstvalue.console.view;

import java.util.List;
import java.util.Optional;

/**
 * One proposal.
 *
 * @param facts about it, a sentence
 * @param description why, line by line as it was written
 * @param outcome what a form just did; absent where none was sent
 * @param changes file by file; empty once it has ended
 * @param files that it is made of, as they are written
 * @param commands what says the same on the command line; empty where forms do
 */
public record ProposalPage(
    int number,
    String title,
    Badge state,
    String facts,
    String restate,
    String contentHash,
    String etag,
    String description,
    Optional<Outcome> outcome,
    List<Gate> gates,
    List<String> conflicts,
    List<Said> reviews,
    List<Change> changes,
    List<File> files,
    List<String> commands) {
  /** Copies the lists. */
  public ProposalPage {
    gates = List.copyOf(gates);
    conflicts = List.copyOf(conflicts);
    reviews = List.copyOf(reviews);
    changes = List.copyOf(changes);
    files = List.copyOf(files);
    commands = List.copyOf(commands);
  }

  /** Whether it can still be reviewed and merged. */
  public boolean open() {
    return state.word().equals("open");
  }

  /** What became of a form. */
  public record Outcome(Badge badge, String text, List<String> details) {
    /** Copies the list. */
    public Outcome {
      details = List.copyOf(details);
    }
  }

  /** A gate and what shuts it. */
  public record Gate(String name, Badge state, List<Objection> objections) {
    /** Copies the list. */
    public Gate {
      objections = List.copyOf(objections);
    }

    /** One reason. */
    public record Objection(String subject, String problem, String remedy) {}
  }

  /**
   * A review.
   *
   * @param current whether it is about the content that the proposal has now
   */
  public record Said(Badge verdict, String by, String at, String comment, boolean current) {}

  /** What the proposal does to one file of main. */
  public record Change(String path, Optional<Link> definition, Changes changes) {}

  /** A file as it is proposed. */
  public record File(String path, String content) {}
}
