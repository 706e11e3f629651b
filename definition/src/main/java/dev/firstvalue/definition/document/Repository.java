package dev.firstvalue.definition.document;

import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.finding.Findings;
import dev.firstvalue.definition.finding.Position;
import dev.firstvalue.definition.v1.PolicySpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A team's repository: the documents that could be read, and what is wrong with the rest. One bad
 * file hides no other.
 *
 * @param eventModel the tracking plan; absent if it is missing or refused
 * @param policy the policy as written; absent if it is missing or refused
 * @param definitions the value-event definitions by name
 * @param experiments the experiments by name
 * @param findings what reading has found
 */
public record Repository(
    Optional<Document.OfEventModel> eventModel,
    Optional<Document.OfPolicy> policy,
    SortedMap<String, Document.OfValueEvent> definitions,
    SortedMap<String, Document.OfExperiment> experiments,
    Findings findings) {

  public static final String EVENT_MODEL = "event-model.yaml";
  public static final String POLICY = "policy.yaml";
  public static final String DEFINITIONS = "definitions/";
  public static final String EXPERIMENTS = "experiments/";

  /** Folders whose documents are not the team's word: proposals, and repositories of their own. */
  private static final List<String> SET_ASIDE = List.of("candidates/", "examples/");

  public Repository {
    definitions = Collections.unmodifiableSortedMap(new TreeMap<>(definitions));
    experiments = Collections.unmodifiableSortedMap(new TreeMap<>(experiments));
  }

  /**
   * Reads a repository.
   *
   * @param files the files by path relative to the repository, with forward slashes; files that are
   *     no documents are passed over
   */
  public static Repository read(SortedMap<String, byte[]> files) {
    Optional<Document.OfEventModel> eventModel = Optional.empty();
    Optional<Document.OfPolicy> policy = Optional.empty();
    SortedMap<String, Document.OfValueEvent> definitions = new TreeMap<>();
    SortedMap<String, Document.OfExperiment> experiments = new TreeMap<>();
    List<Finding> findings = new ArrayList<>();
    for (var file : files.entrySet()) {
      Optional<DocumentKind> kind = kindAt(file.getKey());
      if (kind.isEmpty()) {
        misplaced(file.getKey(), file.getValue()).ifPresent(findings::add);
        continue;
      }
      switch (DocumentReader.read(file.getKey(), file.getValue(), kind.get())) {
        case Read.Refused(Findings refused) -> findings.addAll(refused.all());
        case Read.Accepted(Document document) -> {
          named(document).ifPresent(findings::add);
          switch (document) {
            case Document.OfEventModel model -> eventModel = Optional.of(model);
            case Document.OfPolicy found -> policy = Optional.of(found);
            case Document.OfValueEvent definition ->
                definitions.put(stem(file.getKey()), definition);
            case Document.OfExperiment experiment ->
                experiments.put(stem(file.getKey()), experiment);
          }
        }
      }
    }
    if (!files.containsKey(EVENT_MODEL)) {
      findings.add(
          Finding.error(
                  "event-model-missing",
                  EVENT_MODEL,
                  Position.FILE,
                  "",
                  "the repository has no event model")
              .expected("the tracking plan; `firstvalue init` writes one"));
    }
    return new Repository(eventModel, policy, definitions, experiments, Findings.of(findings));
  }

  /** The kind of document that a place demands; empty for a file that is none. */
  public static Optional<DocumentKind> kindAt(String path) {
    if (path.equals(EVENT_MODEL)) {
      return Optional.of(DocumentKind.EVENT_MODEL);
    }
    if (path.equals(POLICY)) {
      return Optional.of(DocumentKind.POLICY);
    }
    if (!path.endsWith(".yaml") || path.indexOf('/') != path.lastIndexOf('/')) {
      return Optional.empty();
    }
    if (path.startsWith(DEFINITIONS)) {
      return Optional.of(DocumentKind.VALUE_EVENT);
    }
    return path.startsWith(EXPERIMENTS) ? Optional.of(DocumentKind.EXPERIMENT) : Optional.empty();
  }

  /** The policy with every default written out. */
  public PolicySpec rules() {
    return policy
        .map(document -> PolicyDefaults.resolve(document.message().getSpec()))
        .orElseGet(() -> PolicyDefaults.policy().getSpec());
  }

  /** Whether a definition has its file, and the file is refused: there, and not to be used. */
  public boolean isRefused(String definition) {
    return !definitions.containsKey(definition)
        && !findings.in(DEFINITIONS + definition + ".yaml").isEmpty();
  }

  /** This repository as it would be with a definition proposed, under the definition's own name. */
  public Repository with(Document.OfValueEvent proposal) {
    SortedMap<String, Document.OfValueEvent> proposed = new TreeMap<>(definitions);
    proposed.put(proposal.message().getMetadata().getName(), proposal);
    return new Repository(eventModel, policy, proposed, experiments, findings);
  }

  private static Optional<Finding> named(Document document) {
    String name =
        switch (document) {
          case Document.OfValueEvent definition -> definition.message().getMetadata().getName();
          case Document.OfExperiment experiment -> experiment.message().getMetadata().getName();
          case Document.OfEventModel _, Document.OfPolicy _ -> stem(document.path());
        };
    if (name.equals(stem(document.path()))) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.error(
                "name-differs",
                document.path(),
                document.marks().at("metadata.name"),
                "metadata.name",
                "the document is not called as its file")
            .found(name)
            .expected(stem(document.path())));
  }

  /** A file that would be a document elsewhere: a folder misspelt, an ending that nobody reads. */
  private static Optional<Finding> misplaced(String path, byte[] bytes) {
    boolean isYaml = path.endsWith(".yaml") || path.endsWith(".yml");
    if (!isYaml || SET_ASIDE.stream().anyMatch(path::startsWith)) {
      return Optional.empty();
    }
    boolean isInside = path.startsWith(DEFINITIONS) || path.startsWith(EXPERIMENTS);
    String head = new String(bytes, 0, Math.min(bytes.length, 4096), StandardCharsets.UTF_8);
    if (!isInside && !head.contains("apiVersion: firstvalue/")) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.error(
                "unexpected-place",
                path,
                Position.FILE,
                "",
                "nobody reads a document at this place")
            .found(path)
            .expected(
                String.join(
                    ", ",
                    EVENT_MODEL,
                    POLICY,
                    DEFINITIONS + "<name>.yaml",
                    EXPERIMENTS + "<name>.yaml")));
  }

  private static String stem(String path) {
    String file = path.substring(path.lastIndexOf('/') + 1);
    return file.endsWith(".yaml") ? file.substring(0, file.length() - ".yaml".length()) : file;
  }
}
