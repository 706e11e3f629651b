package dev.firstvalue.cli.audit;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.util.Timestamps;
import dev.firstvalue.proto.ProtoJson;
import dev.firstvalue.registry.v1.AuditChange;
import dev.firstvalue.registry.v1.AuditDoor;
import dev.firstvalue.registry.v1.AuditEntry;
import dev.firstvalue.reporting.render.Printable;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How entries of the audit trail are written. */
enum AuditFormat {
  /** For people: a line an entry. */
  TEXT {
    @Override
    String write(List<AuditEntry> entries) {
      return entries.stream().map(AuditFormat::line).collect(Collectors.joining());
    }
  },
  /** For programs. */
  JSON {
    @Override
    String write(List<AuditEntry> entries) {
      JsonArray rows = new JsonArray();
      entries.forEach(entry -> rows.add(JsonParser.parseString(ProtoJson.printReport(entry))));
      JsonObject all = new JsonObject();
      all.add("entries", rows);
      return GSON.toJson(all) + "\n";
    }
  },
  /** For spreadsheets: RFC 4180, a header and a row an entry; no cell begins a formula. */
  CSV {
    @Override
    String write(List<AuditEntry> entries) {
      return row(
              Stream.of(
                  "number",
                  "time",
                  "request",
                  "caller",
                  "email",
                  "role",
                  "door",
                  "method",
                  "resource",
                  "status",
                  "reason",
                  "gates",
                  "times",
                  "changes",
                  "found"))
          + entries.stream().map(AuditFormat::cells).collect(Collectors.joining());
    }
  };

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
  private static final int SHORT_HASH = 10;

  /** The entries in this form. */
  abstract String write(List<AuditEntry> entries);

  private static String line(AuditEntry entry) {
    String who = entry.getCaller().isEmpty() ? "somebody" : entry.getCaller();
    String role = entry.getRole().isEmpty() ? "" : " (" + entry.getRole() + ")";
    String came =
        entry.getStatus().equals("OK")
            ? entry.getDoor() == AuditDoor.AUDIT_DOOR_OUTSIDE ? "past the registry" : "accepted"
            : "refused: "
                + entry.getReason()
                + (entry.getGatesCount() == 0 ? "" : ": " + String.join(", ", entry.getGatesList()))
                + (entry.getTimes() > 1 ? ", " + entry.getTimes() + " times" : "");
    String moved =
        entry.getChangesList().stream()
            .filter(change -> !change.getAfter().isEmpty())
            .map(
                change ->
                    ", "
                        + change.getRef().replaceFirst("^refs/(heads|firstvalue)/", "")
                        + " "
                        + change.getAfter().substring(0, SHORT_HASH))
            .collect(Collectors.joining());
    String asked =
        Stream.of(entry.getMethod().replaceFirst(".*/", ""), entry.getResource())
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(" "));
    return String.format(
        Locale.ROOT,
        "%6s  %s  %-9s  %s%n",
        entry.getNumber() == 0 ? "" : Long.toString(entry.getNumber()),
        Timestamps.toString(entry.getRecordedAt()),
        door(entry),
        Printable.line(who + role + ": " + asked + ": " + came + moved));
  }

  private static String cells(AuditEntry entry) {
    return row(
        Stream.of(
            Long.toString(entry.getNumber()),
            Timestamps.toString(entry.getRecordedAt()),
            entry.getRequestId(),
            entry.getCaller(),
            entry.getEmail(),
            entry.getRole(),
            door(entry),
            entry.getMethod(),
            entry.getResource(),
            entry.getStatus(),
            entry.getReason(),
            String.join(" ", entry.getGatesList()),
            Integer.toString(entry.getTimes()),
            entry.getChangesList().stream()
                .map(AuditFormat::change)
                .collect(Collectors.joining(" ")),
            Boolean.toString(entry.getFound())));
  }

  private static String change(AuditChange change) {
    return change.getAfter().isEmpty()
        ? change.getRef()
        : change.getRef() + ":" + change.getBefore() + ".." + change.getAfter();
  }

  private static String door(AuditEntry entry) {
    return entry.getDoor().name().replace("AUDIT_DOOR_", "").toLowerCase(Locale.ROOT);
  }

  private static String row(Stream<String> cells) {
    return cells.map(AuditFormat::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(String text) {
    String line = Printable.line(text);
    String tame = line.matches("[=+\\-@\\t].*") ? "'" + line : line;
    return tame.matches("[^\",\r\n]*") ? tame : "\"" + tame.replace("\"", "\"\"") + "\"";
  }
}
