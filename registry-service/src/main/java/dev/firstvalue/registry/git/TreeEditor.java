package dev.firstvalue.registry.git;

import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.jspecify.annotations.Nullable;

/** Makes a tree from another one and a few changed files; writes only the folders that change. */
final class TreeEditor {
  private final ObjectReader reader;
  private final ObjectInserter inserter;

  TreeEditor(ObjectReader reader, ObjectInserter inserter) {
    this.reader = reader;
    this.inserter = inserter;
  }

  /**
   * The tree after the edits.
   *
   * @param tree the tree before; null when there is none
   * @param edits blobs by path; a null blob removes the file
   */
  ObjectId apply(@Nullable ObjectId tree, SortedMap<String, @Nullable ObjectId> edits)
      throws IOException {
    return write(edited(tree, edits));
  }

  private SortedMap<String, Entry> edited(
      @Nullable ObjectId tree, SortedMap<String, @Nullable ObjectId> edits) throws IOException {
    SortedMap<String, Entry> entries = entries(tree);
    SortedMap<String, SortedMap<String, @Nullable ObjectId>> folders = new TreeMap<>();
    for (Map.Entry<String, @Nullable ObjectId> edit : edits.entrySet()) {
      int slash = edit.getKey().indexOf('/');
      if (slash < 0) {
        put(entries, edit.getKey(), edit.getValue());
      } else {
        folders
            .computeIfAbsent(edit.getKey().substring(0, slash), name -> new TreeMap<>())
            .put(edit.getKey().substring(slash + 1), edit.getValue());
      }
    }
    for (Map.Entry<String, SortedMap<String, @Nullable ObjectId>> folder : folders.entrySet()) {
      Entry before = entries.remove(folder.getKey() + "/");
      SortedMap<String, Entry> inside =
          edited(before == null ? null : before.id(), folder.getValue());
      if (!inside.isEmpty()) {
        entries.remove(folder.getKey());
        entries.put(folder.getKey() + "/", new Entry(FileMode.TREE, write(inside)));
      }
    }
    return entries;
  }

  private static void put(SortedMap<String, Entry> entries, String name, @Nullable ObjectId blob) {
    entries.remove(name);
    if (blob != null) {
      entries.remove(name + "/");
      entries.put(name, new Entry(FileMode.REGULAR_FILE, blob));
    }
  }

  /**
   * The entries of one folder in Git's order, in which a folder sorts as if it ended in a slash.
   */
  private SortedMap<String, Entry> entries(@Nullable ObjectId tree) throws IOException {
    SortedMap<String, Entry> entries = new TreeMap<>();
    if (tree != null) {
      CanonicalTreeParser parser = new CanonicalTreeParser(null, reader, tree);
      for (; !parser.eof(); parser.next()) {
        FileMode mode = parser.getEntryFileMode();
        String slash = mode.equals(FileMode.TREE) ? "/" : "";
        entries.put(
            parser.getEntryPathString() + slash, new Entry(mode, parser.getEntryObjectId()));
      }
    }
    return entries;
  }

  private ObjectId write(SortedMap<String, Entry> entries) throws IOException {
    TreeFormatter formatter = new TreeFormatter();
    entries.forEach(
        (key, entry) -> {
          String name = key.endsWith("/") ? key.substring(0, key.length() - 1) : key;
          formatter.append(name, entry.mode(), entry.id());
        });
    return inserter.insert(formatter);
  }

  private record Entry(FileMode mode, ObjectId id) {}
}
