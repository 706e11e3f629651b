package dev.firstvalue.reporting.page;

import dev.firstvalue.validation.v1.Provenance;
import java.util.ArrayList;
import java.util.List;

/** Everything that made a report, as its last section. */
final class ProvenanceTable {
  private ProvenanceTable() {}

  static Section.Table of(Provenance provenance) {
    List<List<String>> rows = new ArrayList<>();
    add(rows, "definition", provenance.getDefinition());
    add(rows, "version", provenance.hasVersion() ? "" + provenance.getVersion() : "candidate");
    add(rows, "meaning", provenance.getMeaningHash());
    add(rows, "evidence", provenance.getEvidenceHash());
    add(rows, "event model", provenance.getEventModelHash());
    add(rows, "policy", provenance.getPolicyHash());
    if (provenance.hasWatermark()) {
      add(
          rows,
          "watermark",
          Numbers.instant(provenance.getWatermark())
              + " ("
              + provenance.getWatermarkSource()
              + ")");
    }
    if (provenance.hasSince()) {
      add(rows, "since", Numbers.instant(provenance.getSince()));
    }
    if (provenance.hasUntil()) {
      add(rows, "until", Numbers.instant(provenance.getUntil()));
    }
    add(rows, "store", provenance.getStoreVersion());
    add(rows, "queries", String.join(", ", provenance.getQueryIdsList()));
    add(rows, "seed", provenance.hasSeed() ? "" + provenance.getSeed() : "");
    add(rows, "program", provenance.getProgram());
    return new Section.Table(
        "Provenance",
        "With the same provenance comes the same report.",
        List.of(Section.Column.words("what"), Section.Column.words("value")),
        rows);
  }

  private static void add(List<List<String>> rows, String what, String value) {
    if (!value.isEmpty()) {
      rows.add(List.of(what, value));
    }
  }
}
