package dev.firstvalue.registry.version;

import com.google.protobuf.Message;
import dev.firstvalue.proto.ProtoJson;
import dev.firstvalue.registry.git.Edit;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.StoredHistory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files of a history in the index. Entries that are no longer among the newest lie in files of
 * {@value #FULL}, which are not written again: a commit costs as much after a thousand versions as
 * after the first.
 */
final class HistoryFiles {
  /** How many entries a file holds that is full. */
  static final int FULL = 16;

  private HistoryFiles() {}

  /** What has to be written for a history where the index holds an earlier state of it, or none. */
  static List<Edit> edits(@Nullable DefinitionHistory saved, DefinitionHistory history) {
    List<Edit> edits = new ArrayList<>();
    List<EncodedVersion> entries = history.entries();
    int newest = newest(entries.size());
    for (int from = 0; from < newest; from += FULL) {
      List<EncodedVersion> full = entries.subList(from, from + FULL);
      boolean written =
          saved != null
              && from < newest(saved.entries().size())
              && saved.entries().subList(from, from + FULL).equals(full);
      if (!written) {
        String path = full(history.name(), from);
        edits.add(write(path + ".versions", StoredHistories.write(full, List.of())));
        edits.add(write(path + ".jsonl", lines(full)));
      }
    }
    List<EncodedVersion> rest = entries.subList(newest, entries.size());
    String path = path(history.name());
    edits.add(write(path + ".versions", StoredHistories.write(rest, history.moments())));
    edits.add(write(path + ".jsonl", lines(rest)));
    return edits;
  }

  /**
   * The history of a name.
   *
   * @param files of the index, by path
   * @throws IOException if one of them is missing or does not read
   */
  static DefinitionHistory read(String name, Map<String, byte[]> files) throws IOException {
    byte[] rest = file(files, path(name));
    StoredHistory last = StoredHistory.parseFrom(rest);
    int entries =
        last.getMomentsCount() == 0 ? 0 : last.getMoments(last.getMomentsCount() - 1).getEntries();
    // Messages one behind the other are one message.
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (int from = 0; from < newest(entries); from += FULL) {
      whole.write(file(files, full(name, from)));
    }
    whole.write(rest);
    return StoredHistories.read(name, whole.toByteArray());
  }

  /** The index of the first entry that lies with the newest one. */
  private static int newest(int entries) {
    return (entries - 1) / FULL * FULL;
  }

  private static String path(String name) {
    return "definitions/" + name;
  }

  private static String full(String name, int from) {
    return path(name) + "/" + (from + 1) + "-" + (from + FULL);
  }

  private static byte[] file(Map<String, byte[]> files, String path) throws IOException {
    byte[] bytes = files.get(path + ".versions");
    if (bytes == null) {
      throw new IOException(path + ".versions is missing");
    }
    return bytes;
  }

  private static byte[] lines(List<EncodedVersion> entries) {
    StringBuilder lines = new StringBuilder();
    for (EncodedVersion entry : entries) {
      Message facts =
          DefinitionVersion.newBuilder(entry.message()).clearDefinition().clearSource().build();
      lines.append(ProtoJson.printReportLine(facts)).append('\n');
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Edit write(String path, byte[] content) {
    return Edit.write(path, content, new Edit.Expected.Anything());
  }
}
