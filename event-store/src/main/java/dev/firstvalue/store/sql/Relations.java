package dev.firstvalue.store.sql;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The relations of a question, ready to be written.
 *
 * @param constant a value that is found before them
 * @param named each after those that it reads
 */
record Relations(Optional<Constant> constant, List<Named> named) {
  Relations {
    named = List.copyOf(named);
  }

  /** A relation: its name, and what its rows are. */
  record Named(String name, String words, Select select) {
    Named(Relation relation, Select select) {
      this(relation.relationName(), relation.words(), select);
    }

    private String text() {
      return "    -- " + words + "\n    " + name + " AS\n    (\n" + select.text(2) + "\n    )";
    }
  }

  /** The one value of a statement, by its name. */
  record Constant(String name, String words, Select value) {
    private String text() {
      return "    -- " + words + "\n    (\n" + value.text(2) + "\n    ) AS " + name + ",\n\n";
    }
  }

  /** The five. */
  Relations(
      Optional<Constant> constant,
      Select anchors,
      Select hits,
      Select firsts,
      Select instants,
      Select facts) {
    this(
        constant,
        List.of(
            new Named(Relation.ANCHORS, anchors),
            new Named(Relation.HITS, hits),
            new Named(Relation.FIRSTS, firsts),
            new Named(Relation.INSTANTS, instants),
            new Named(Relation.FACTS, facts)));
  }

  /** Relations that need no more. */
  Relations(Select anchors, Select hits, Select firsts, Select instants, Select facts) {
    this(Optional.empty(), anchors, hits, firsts, instants, facts);
  }

  /** A statement that ends with this one over the relations. */
  String with(Select last) {
    return text() + "\n\n" + last.text(0) + "\n";
  }

  /** A statement that ends with this one over one relation more. */
  String with(String words, String name, Select more, Select last) {
    return text() + ",\n\n" + new Named(name, words, more).text() + "\n\n" + last.text(0) + "\n";
  }

  private String text() {
    return "WITH\n"
        + constant.map(Constant::text).orElse("")
        + named.stream().map(Named::text).collect(Collectors.joining(",\n\n"));
  }
}
