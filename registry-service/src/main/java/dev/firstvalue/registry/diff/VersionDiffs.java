package dev.firstvalue.registry.diff;

import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.Marks;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.meaning.Change;
import dev.firstvalue.definition.meaning.Reason;
import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.definition.v1.ValueEvent;
import dev.firstvalue.registry.RegistrySnapshot;
import dev.firstvalue.registry.v1.ChangeKind;
import dev.firstvalue.registry.v1.ChangeReason;
import dev.firstvalue.registry.v1.DiffVersionsRequest;
import dev.firstvalue.registry.v1.DiffVersionsResponse;
import dev.firstvalue.registry.version.EncodedVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/**
 * Compares two versions of a definition, each under the event model of its time, as `check`
 * compares a proposal with what is published.
 */
public final class VersionDiffs {
  private VersionDiffs() {}

  /**
   * What differs.
   *
   * @throws FirstvalueException DEFINITION_NOT_FOUND or VERSION_NOT_FOUND
   */
  public static DiffVersionsResponse between(
      RegistrySnapshot snapshot, DiffVersionsRequest request) {
    EncodedVersion from = snapshot.version(request.getName(), request.getFromVersion());
    EncodedVersion to = snapshot.version(request.getName(), request.getToVersion());
    Change change =
        Change.between(
            state(snapshot, request.getName(), from), state(snapshot, request.getName(), to));
    DiffVersionsResponse.Builder response =
        DiffVersionsResponse.newBuilder()
            .setKind(kind(change.kind()))
            .setText(text(from.message().getSource(), to.message().getSource()))
            .setFromMeaningHash(from.meaningHash())
            .setToMeaningHash(to.meaningHash())
            .setRegistryRevision(snapshot.revision());
    change.reasons().forEach(reason -> response.addReasons(reason(reason)));
    return response.build();
  }

  private static Change.State state(
      RegistrySnapshot snapshot, String name, EncodedVersion version) {
    EventModel model = snapshot.eventModel(name, version);
    ValueEvent definition = version.message().getDefinition();
    return new Change.State(
        model,
        definition,
        Binder.plan(
                new Document.OfEventModel(Repository.EVENT_MODEL, model, Marks.none()),
                new Document.OfValueEvent(
                    Repository.DEFINITIONS + name + ".yaml", definition, Marks.none()))
            .orThrow());
  }

  /** One difference. */
  public static ChangeReason reason(Reason reason) {
    ChangeReason.Builder row =
        ChangeReason.newBuilder()
            .setKind(kind(reason.kind()))
            .setPath(reason.difference().path())
            .setWhy(reason.why());
    reason.difference().before().ifPresent(row::setBefore);
    reason.difference().after().ifPresent(row::setAfter);
    return row.build();
  }

  /** A class of change. */
  public static ChangeKind kind(Change.Kind kind) {
    return switch (kind) {
      case UNCHANGED -> ChangeKind.CHANGE_KIND_UNCHANGED;
      case DESCRIPTION -> ChangeKind.CHANGE_KIND_DESCRIPTION;
      case REWRITE -> ChangeKind.CHANGE_KIND_REWRITE;
      case NARROWS -> ChangeKind.CHANGE_KIND_NARROWS;
      case WIDENS -> ChangeKind.CHANGE_KIND_WIDENS;
      case SHIFTS -> ChangeKind.CHANGE_KIND_SHIFTS;
      case REDEFINES -> ChangeKind.CHANGE_KIND_REDEFINES;
    };
  }

  /** Two texts, line by line: hunks in the unified form. */
  public static String text(String before, String after) {
    RawText a = new RawText(before.getBytes(StandardCharsets.UTF_8));
    RawText b = new RawText(after.getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DiffFormatter formatter = new DiffFormatter(out)) {
      formatter.format(new HistogramDiff().diff(RawTextComparator.DEFAULT, a, b), a, b);
    } catch (IOException e) {
      throw new UncheckedIOException("memory refused a byte", e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
