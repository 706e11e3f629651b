package dev.firstvalue.definition.document;

import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.finding.Position;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** YAML as one tree of bounded depth with the place of each node. */
final class YamlComposer {
  /** How deep collections may lie in each other. */
  static final int DEEPEST = 64;

  private static final int MOST_ALIASES = 100;

  /** What became of a text. */
  sealed interface Composed {
    /** The one document of the file. */
    record Tree(Node root) implements Composed {}

    /** Why there is none. */
    record Refused(Finding finding) implements Composed {}
  }

  private YamlComposer() {}

  static Composed compose(String file, String text) {
    LoadSettings settings = settings(text);
    try {
      Optional<Finding> refused = outline(settings, file, text);
      if (refused.isPresent()) {
        return new Composed.Refused(refused.get());
      }
      Optional<Node> root = new Compose(settings).composeString(text);
      return root.<Composed>map(Composed.Tree::new)
          .orElseGet(() -> new Composed.Refused(empty(file)));
    } catch (MarkedYamlEngineException e) {
      Position at =
          e.getProblemMark()
              .or(e::getContextMark)
              .map(YamlComposer::position)
              .orElse(Position.FILE);
      return new Composed.Refused(
          Finding.error("yaml-syntax", file, at, "", "this is not YAML: " + oneLine(problem(e))));
    } catch (YamlEngineException e) {
      return new Composed.Refused(
          Finding.error(
              "yaml-syntax",
              file,
              Position.FILE,
              "",
              "this is not YAML: " + oneLine(String.valueOf(e.getMessage()))));
    }
  }

  /**
   * A buffer that holds the whole text: the parser reads beyond its buffer's end when a character
   * of two halves lies across it.
   */
  private static LoadSettings settings(String text) {
    return LoadSettings.builder()
        .setUseMarks(true)
        .setBufferSize(text.length() + 2)
        .setCodePointLimit(SourceText.LARGEST + 1)
        .setMaxAliasesForCollections(MOST_ALIASES)
        .build();
  }

  static Position position(Mark mark) {
    return new Position(mark.getLine() + 1, mark.getColumn() + 1);
  }

  /**
   * Looks at the events first: the composer calls itself for every level, and a megabyte of
   * brackets would exhaust the stack.
   */
  private static Optional<Finding> outline(LoadSettings settings, String file, String text) {
    int depth = 0;
    int documents = 0;
    int aliases = 0;
    for (Event event : new Parse(settings).parseString(text)) {
      Position at = event.getStartMark().map(YamlComposer::position).orElse(Position.FILE);
      switch (event.getEventId()) {
        case DocumentStart -> {
          if (++documents > 1) {
            return Optional.of(
                Finding.error("several-documents", file, at, "", "the file holds several documents")
                    .expected("one document in a file"));
          }
        }
        case MappingStart, SequenceStart -> {
          if (++depth > DEEPEST) {
            return Optional.of(
                Finding.error("nested-too-deeply", file, at, "", "this is nested too deeply")
                    .expected("at most " + DEEPEST + " levels"));
          }
        }
        case MappingEnd, SequenceEnd -> depth--;
        case Alias -> {
          if (++aliases > MOST_ALIASES) {
            return Optional.of(
                Finding.error("too-many-aliases", file, at, "", "the file has too many aliases")
                    .expected("at most " + MOST_ALIASES));
          }
        }
        case Comment, DocumentEnd, Scalar, StreamEnd, StreamStart -> {}
      }
    }
    return documents == 0 ? Optional.of(empty(file)) : Optional.empty();
  }

  private static Finding empty(String file) {
    return Finding.error("empty-file", file, Position.FILE, "", "the file is empty")
        .expected("a document of kind " + String.join(", ", DocumentKind.words()));
  }

  private static String problem(MarkedYamlEngineException e) {
    String problem = e.getProblem();
    String context = e.getContext();
    return context == null || context.isBlank() ? problem : context + ", " + problem;
  }

  private static String oneLine(String text) {
    return text.lines().findFirst().orElse("").strip();
  }
}
