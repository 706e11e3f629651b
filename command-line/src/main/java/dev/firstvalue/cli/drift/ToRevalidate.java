package dev.firstvalue.cli.drift;

import dev.firstvalue.cli.workspace.Subjects;
import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.Nearest;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.v1.Status;
import dev.firstvalue.validator.Subject;
import dev.firstvalue.validator.drift.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The active definitions of a place.
 *
 * @param place where they are, for people
 * @param active by name
 * @param unread files that should hold a definition and cannot be read, each with the reason
 */
public record ToRevalidate(String place, SortedMap<String, One> active, List<String> unread) {
  public ToRevalidate {
    unread = List.copyOf(unread);
  }

  /**
   * One definition.
   *
   * @param reference what it is held against unless somebody says otherwise
   */
  public record One(Subject subject, Reference reference) {}

  /** The active definitions of a repository that has an event model. */
  static ToRevalidate of(Repository repository, String place) {
    SortedMap<String, One> active = new TreeMap<>();
    List<String> unread = new ArrayList<>();
    repository.findings().all().stream()
        .filter(Finding::blocks)
        .filter(finding -> finding.file().startsWith(Repository.DEFINITIONS))
        .map(Finding::toString)
        .forEach(unread::add);
    for (Document.OfValueEvent document : repository.definitions().values()) {
      String name = document.message().getMetadata().getName();
      var plan = Binder.plan(repository.eventModel().orElseThrow(), document);
      if (plan.value().isEmpty()) {
        plan.findings().all().stream().map(Finding::toString).forEach(unread::add);
      } else if (isActive(document)) {
        active.put(
            name,
            new One(new Subjects(repository).definition(document), new Reference.AllButNewest()));
      }
    }
    return new ToRevalidate(place, active, unread);
  }

  /**
   * Those with these names, or all.
   *
   * @throws FirstvalueException DEFINITION_NOT_FOUND
   */
  List<One> named(List<String> names) {
    if (names.isEmpty()) {
      return List.copyOf(active.values());
    }
    List<One> found = new ArrayList<>();
    for (String name : names) {
      One one = active.get(name);
      if (one == null) {
        throw new FirstvalueException(
            ErrorCode.DEFINITION_NOT_FOUND,
            place,
            "there is no active definition called " + name,
            Nearest.to(name, active.keySet())
                .map(word -> "Did you mean " + word + "?")
                .orElse(
                    "Active: " + (active.isEmpty() ? "none" : String.join(", ", active.keySet()))));
      }
      found.add(one);
    }
    return found;
  }

  private static boolean isActive(Document.OfValueEvent document) {
    Status status = document.message().getSpec().getStatus();
    return status == Status.STATUS_UNSPECIFIED || status == Status.STATUS_ACTIVE;
  }
}
