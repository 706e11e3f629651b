package dev.firstvalue.registry.report;

import com.google.protobuf.Message;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.proto.ProtoJson;
import dev.firstvalue.registry.git.Author;
import dev.firstvalue.registry.git.Edit;
import dev.firstvalue.registry.git.GitStore;
import dev.firstvalue.registry.v1.Report;
import dev.firstvalue.validation.v1.ValidationReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports on {@code refs/firstvalue/reports}, one commit each, as JSON that plain {@code git show}
 * prints: {@code SUBJECT/KIND/TIME-HASH.json}, with the hash of the content. A file whose content
 * has another hash was changed by somebody, and is not served.
 *
 * <p>Not thread-safe: its owner calls it from one thread at a time.
 */
public final class ReportStore {
  static final String REF = "refs/firstvalue/reports";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Pattern PATH =
      Pattern.compile(
          "([a-z][a-z0-9-]{0,62})/(validation|lift)/([0-9]{8}T[0-9]{6}\\.[0-9]{3}Z)-([0-9a-f]{64})\\.json");
  private static final Logger LOG = LoggerFactory.getLogger(ReportStore.class);

  private final GitStore store;
  private final Set<String> read = new HashSet<>();
  private final List<String> refused = new ArrayList<>();
  private Optional<ObjectId> commit = Optional.empty();
  private ReportShelf shelf = ReportShelf.empty();

  /** The reports of a repository, none of them read yet. */
  public ReportStore(GitStore store) {
    this.store = store;
  }

  /** Keeps reports; those whose content is kept already change nothing. */
  public void keep(List<Report> reports, Author author) {
    List<Edit> edits =
        reports.stream()
            .filter(report -> shelf.report(report.getId()).isEmpty())
            .map(
                report ->
                    Edit.write(
                        path(report),
                        (ProtoJson.printReport(content(report)) + "\n")
                            .getBytes(StandardCharsets.UTF_8),
                        new Edit.Expected.Anything()))
            .toList();
    if (!edits.isEmpty()) {
      String subject = reports.getFirst().getSubject();
      store.commit(REF, edits, author, "Report about " + subject);
    }
  }

  /** Takes in what has been kept since, and returns the reports. */
  public ReportShelf follow() {
    Optional<ObjectId> now = store.resolve(REF);
    if (now.isPresent() && !now.equals(commit)) {
      try {
        shelf = shelf.with(unread(now.get()));
        commit = now;
      } catch (IOException e) {
        throw GitStore.damaged(store.directory(), e);
      }
    }
    return shelf;
  }

  /** The files that are not served, because they are no reports of ours any more. */
  public List<String> refused() {
    return List.copyOf(refused);
  }

  private List<Report> unread(ObjectId tip) throws IOException {
    List<Report> reports = new ArrayList<>();
    try (ObjectReader reader = store.git().newObjectReader();
        RevWalk walk = new RevWalk(reader);
        TreeWalk tree = new TreeWalk(reader)) {
      tree.addTree(walk.parseCommit(tip).getTree());
      tree.setRecursive(true);
      while (tree.next()) {
        String path = tree.getPathString();
        if (read.add(path)) {
          byte[] bytes = reader.open(tree.getObjectId(0), Constants.OBJ_BLOB).getBytes();
          parse(path, bytes).ifPresentOrElse(reports::add, () -> refused.add(path));
        }
      }
    }
    return reports;
  }

  private static Optional<Report> parse(String path, byte[] bytes) {
    Matcher name = PATH.matcher(path);
    if (!name.matches()) {
      LOG.warn("{} is no report of ours and is not served", path);
      return Optional.empty();
    }
    String json = new String(bytes, StandardCharsets.UTF_8);
    try {
      Instant recordedAt = Instant.from(TIME.parse(name.group(3)));
      Report report;
      if (name.group(2).equals("validation")) {
        ValidationReport.Builder content = ValidationReport.newBuilder();
        ProtoJson.merge(json, content);
        report = StoredReport.of(content.build(), recordedAt);
      } else {
        LiftReport.Builder content = LiftReport.newBuilder();
        ProtoJson.merge(json, content);
        report = StoredReport.of(content.build(), recordedAt);
      }
      if (report.getId().equals("sha256:" + name.group(4))
          && report.getSubject().equals(name.group(1))) {
        return Optional.of(report);
      }
      LOG.error("{} was changed since it was kept, and is not served", path);
    } catch (IOException | DateTimeParseException e) {
      LOG.error("{} does not read, and is not served: {}", path, e.toString());
    }
    return Optional.empty();
  }

  private static Message content(Report report) {
    return switch (report.getContentCase()) {
      case VALIDATION -> report.getValidation();
      case LIFT -> report.getLift();
      case CONTENT_NOT_SET ->
          throw new IllegalArgumentException("report.content: absent (expected: one kind)");
    };
  }

  private static String path(Report report) {
    String kind = report.hasValidation() ? "validation" : "lift";
    Instant at =
        Instant.ofEpochSecond(
            report.getRecordedAt().getSeconds(), report.getRecordedAt().getNanos());
    String hash = report.getId().substring("sha256:".length());
    String path = report.getSubject() + "/" + kind + "/" + TIME.format(at) + "-" + hash + ".json";
    if (!PATH.matcher(path).matches()) {
      throw new IllegalArgumentException(
          "report.subject: "
              + report.getSubject().replaceAll("\\p{Cntrl}", "?")
              + " (expected: a definition's or an experiment's name)");
    }
    return path;
  }
}
