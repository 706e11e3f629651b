package dev.firstvalue.registry.publish;

import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.DocumentReader;
import dev.firstvalue.definition.document.Read;
import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.registry.gate.GateName;
import dev.firstvalue.registry.gate.Objection;
import dev.firstvalue.registry.owner.CodeOwners;
import dev.firstvalue.registry.owner.CodeOwnersException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of reading submitted files.
 *
 * @param byPath those that read, by the place where they belong
 * @param objections what is wrong with the others
 */
public record Drafts(SortedMap<String, Draft> byPath, List<Objection> objections) {
  /** Copies. */
  public Drafts {
    byPath = Collections.unmodifiableSortedMap(new TreeMap<>(byPath));
    objections = List.copyOf(objections);
  }

  /** Reads files. */
  public static Drafts read(List<Submission> files) {
    SortedMap<String, Draft> byPath = new TreeMap<>();
    List<Objection> objections = new ArrayList<>();
    for (Submission file : files) {
      if (isCodeOwners(file.file())) {
        readOwners(file, byPath, objections);
        continue;
      }
      switch (DocumentReader.read(file.file(), file.bytes().toByteArray())) {
        case Read.Accepted(Document document) ->
            put(Draft.of(document, file), file, byPath, objections);
        case Read.Refused refused ->
            refused.findings().all().stream()
                .filter(Finding::blocks)
                .map(finding -> unreadable(file.file(), finding.toString()))
                .forEach(objections::add);
      }
    }
    return new Drafts(byPath, objections);
  }

  private static boolean isCodeOwners(String file) {
    return file.substring(file.lastIndexOf('/') + 1).equals(CodeOwners.FILE);
  }

  private static void readOwners(
      Submission file, SortedMap<String, Draft> byPath, List<Objection> objections) {
    try {
      CodeOwners.parse(file.bytes().toString(StandardCharsets.UTF_8));
      Draft draft = new Draft(CodeOwners.FILE, Optional.empty(), file.bytes(), file.base());
      put(draft, file, byPath, objections);
    } catch (CodeOwnersException e) {
      objections.add(unreadable(file.file(), file.file() + ":" + e.line() + ": " + e.problem()));
    }
  }

  private static void put(
      Draft draft, Submission file, SortedMap<String, Draft> byPath, List<Objection> objections) {
    if (byPath.putIfAbsent(draft.path(), draft) != null) {
      objections.add(
          unreadable(
              file.file(), file.file() + ": another submitted file is " + draft.path() + " too"));
    }
  }

  private static Objection unreadable(String file, String problem) {
    return new Objection(GateName.DOCUMENT, file, problem, "Mend the file");
  }
}
