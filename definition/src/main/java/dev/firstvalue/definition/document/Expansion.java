package dev.firstvalue.definition.document;

import dev.firstvalue.definition.finding.Finding;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * How large and deep a tree is once its aliases are followed: a kilobyte can laugh a billion times.
 */
final class Expansion {
  private static final long MOST_NODES = 300_000;

  private final Map<Node, Extent> extents = new HashMap<>();
  private final Set<Node> open = new HashSet<>();

  private record Extent(long nodes, int depth) {}

  private Expansion() {}

  /** Why a tree is refused, if it is. */
  static Optional<Finding> refusal(Problems problems, Node root) {
    Extent extent = new Expansion().of(root);
    if (extent.depth() > YamlComposer.DEEPEST) {
      return Optional.of(
          problems
              .at(
                  root,
                  "nested-too-deeply",
                  "",
                  "the file is nested too deeply once its aliases are followed")
              .expected("at most " + YamlComposer.DEEPEST + " levels"));
    }
    if (extent.nodes() > MOST_NODES) {
      return Optional.of(
          problems
              .at(root, "too-many-values", "", "the file holds too many values, aliases followed")
              .expected("at most " + MOST_NODES));
    }
    return Optional.empty();
  }

  private Extent of(Node node) {
    Extent known = extents.get(node);
    if (known != null) {
      return known;
    }
    if (!open.add(node)) {
      return new Extent(1, YamlComposer.DEEPEST + 1);
    }
    long nodes = 1;
    int depth = 0;
    for (Node child : children(node).toList()) {
      Extent extent = of(child);
      nodes = Math.min(MOST_NODES + 1, nodes + extent.nodes());
      depth = Math.max(depth, extent.depth());
    }
    open.remove(node);
    Extent extent = new Extent(nodes, children(node).findAny().isPresent() ? depth + 1 : 0);
    extents.put(node, extent);
    return extent;
  }

  private static Stream<Node> children(Node node) {
    return switch (node) {
      case MappingNode mapping ->
          mapping.getValue().stream().flatMap(t -> Stream.of(t.getKeyNode(), t.getValueNode()));
      case SequenceNode list -> list.getValue().stream();
      default -> Stream.empty();
    };
  }
}
