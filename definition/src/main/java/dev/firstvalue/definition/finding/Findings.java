package dev.firstvalue.definition.finding;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Findings, each once, by file, place and severity.
 *
 * @param all the findings in their order
 */
public record Findings(List<Finding> all) {
  /** Nothing to say. */
  public static final Findings NONE = new Findings(List.of());

  public Findings {
    all = all.stream().sorted().distinct().toList();
  }

  /** The findings of a collection. */
  public static Findings of(Collection<Finding> findings) {
    return new Findings(List.copyOf(findings));
  }

  /** One finding. */
  public static Findings of(Finding finding) {
    return new Findings(List.of(finding));
  }

  /** These and those. */
  public Findings and(Findings others) {
    return new Findings(Stream.concat(all.stream(), others.all.stream()).toList());
  }

  /** These with their files behind a prefix: empty, or a folder that ends in a slash. */
  public Findings below(String prefix) {
    return new Findings(all.stream().map(finding -> finding.below(prefix)).toList());
  }

  /** The findings of one file. */
  public Findings in(String file) {
    return new Findings(all.stream().filter(finding -> finding.file().equals(file)).toList());
  }

  /** Whether one of them is an error that nobody waived. */
  public boolean block() {
    return all.stream().anyMatch(Finding::blocks);
  }

  /** Whether there is nothing to say. */
  public boolean isEmpty() {
    return all.isEmpty();
  }
}
