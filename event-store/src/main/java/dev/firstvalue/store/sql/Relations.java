package dev.firstvalue.store.sql;

import java.util.Optional;

/**
 * The five relations of a question, ready to be written.
 *
 * @param constant a value that is found before them
 */
record Relations(
    Optional<Constant> constant,
    Select anchors,
    Select hits,
    Select firsts,
    Select instants,
    Select facts) {

  /** The one value of a statement, by its name. */
  record Constant(String name, String words, Select value) {
    private String text() {
      return "    -- " + words + "\n    (\n" + value.text(2) + "\n    ) AS " + name + ",\n\n";
    }
  }

  /** Relations that need no more. */
  Relations(Select anchors, Select hits, Select firsts, Select instants, Select facts) {
    this(Optional.empty(), anchors, hits, firsts, instants, facts);
  }

  /** A statement that ends with this one over the relations. */
  String with(Select last) {
    return text() + "\n\n" + last.text(0) + "\n";
  }

  /** A statement that ends with this one over a sixth relation over the five. */
  String with(String words, String name, Select more, Select last) {
    return text()
        + ",\n\n    -- "
        + words
        + "\n    "
        + name
        + " AS\n    (\n"
        + more.text(2)
        + "\n    )\n\n"
        + last.text(0)
        + "\n";
  }

  private String text() {
    StringBuilder text = new StringBuilder("WITH\n");
    constant.map(Constant::text).ifPresent(text::append);
    for (Relation relation : Relation.values()) {
      text.append("    -- ").append(relation.words()).append('\n');
      text.append("    ").append(relation.relationName()).append(" AS\n    (\n");
      text.append(of(relation).text(2)).append("\n    )");
      text.append(relation == Relation.FACTS ? "" : ",\n\n");
    }
    return text.toString();
  }

  private Select of(Relation relation) {
    return switch (relation) {
      case ANCHORS -> anchors;
      case HITS -> hits;
      case FIRSTS -> firsts;
      case INSTANTS -> instants;
      case FACTS -> facts;
    };
  }
}
