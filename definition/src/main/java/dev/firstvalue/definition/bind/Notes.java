package dev.firstvalue.definition.bind;

import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.FieldPath;
import dev.firstvalue.definition.document.Nearest;
import dev.firstvalue.definition.expression.CelReader;
import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Refusal;
import dev.firstvalue.definition.expression.Scope;
import dev.firstvalue.definition.finding.FileFindings;
import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.finding.Findings;
import dev.firstvalue.definition.plan.Durations;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The findings on one document, as its binding meets them. */
final class Notes {
  private final Document document;
  private final FileFindings findings;

  Notes(Document document) {
    this.document = document;
    this.findings = new FileFindings(document.path());
  }

  Findings findings() {
    return Findings.of(findings.all());
  }

  boolean block() {
    return findings.all().stream().anyMatch(Finding::blocks);
  }

  void error(String rule, String path, String message, String found, String expected) {
    findings.add(at(rule, path, message).found(found).expected(expected));
  }

  void unknown(String rule, String path, String message, String found, Collection<String> known) {
    if (!findings.full()) { // the nearest of many names takes its time
      findings.add(
          at(rule, path, message)
              .found(found)
              .expected(few(known))
              .suggestion(Nearest.to(found, known)));
    }
  }

  void suggest(
      String rule,
      String path,
      String message,
      String found,
      String expected,
      Optional<String> suggestion) {
    findings.add(at(rule, path, message).found(found).expected(expected).suggestion(suggestion));
  }

  private Finding at(String rule, String path, String message) {
    return Finding.error(rule, document.path(), document.marks().at(path), path, message);
  }

  /** The predicate at a path; null if it is refused. */
  @Nullable Expression predicate(String text, String path, Scope scope) {
    return switch (CelReader.predicate(text, scope)) {
      case CelReader.Reading.Read(Expression expression) -> expression;
      case CelReader.Reading.Refused(List<Refusal> refusals) -> {
        for (Refusal refusal : refusals) {
          findings.add(
              Finding.error(
                      refusal.rule(),
                      document.path(),
                      document.marks().inside(path, refusal.offset()),
                      path,
                      refusal.message())
                  .found(refusal.found())
                  .expected(refusal.expected())
                  .suggestion(refusal.nearest()));
        }
        yield null;
      }
    };
  }

  /** The duration at a path, longer than zero and not beyond a century; null if it is none. */
  @Nullable Duration positive(String text, String path) {
    Duration duration = duration(text, path);
    if (duration != null && duration.isZero()) {
      error("duration", path, "is not longer than zero", text, "a duration such as 7d or 2d3h");
      return null;
    }
    return duration;
  }

  /** The duration at a path; null if it is none. */
  @Nullable Duration duration(String text, String path) {
    try {
      Duration duration = Durations.parse(text);
      if (duration.compareTo(Binder.LONGEST) <= 0) {
        return duration;
      }
      error("duration", path, "is too long", text, "at most " + Durations.format(Binder.LONGEST));
    } catch (IllegalArgumentException e) {
      error("duration", path, "is no duration", text, "for example 90s, 15m, 24h, 7d or 2d3h");
    }
    return null;
  }

  /** Says so where a name stands twice. */
  void distinctNames(String listPath, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      if (!seen.add(names.get(i))) {
        error(
            "name-repeated",
            FieldPath.field(FieldPath.index(listPath, i), "name"),
            "the name is taken",
            names.get(i),
            "a name of its own in the list");
      }
    }
  }

  private static String few(Collection<String> names) {
    List<String> first = names.stream().sorted().limit(10).toList();
    return String.join(", ", first) + (names.size() > first.size() ? ", …" : "");
  }
}
