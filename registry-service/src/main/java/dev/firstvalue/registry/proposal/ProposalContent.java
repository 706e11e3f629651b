package dev.firstvalue.registry.proposal;

import dev.firstvalue.registry.git.ContentHash;
import dev.firstvalue.registry.v1.ProposedFile;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;

/** What an approval is bound to. */
final class ProposalContent {
  private ProposalContent() {}

  /**
   * The hash of what would be on main: every path with the hash of its content, and from when a
   * change of meaning applies. What a file replaces is no part of it: main may move under a
   * proposal only by a conflict, and a conflict is mended by writing the proposal anew.
   */
  static String hash(Collection<ProposedFile> files, String restate) {
    String text =
        files.stream()
            .sorted(Comparator.comparing(ProposedFile::getPath))
            .map(file -> file.getPath() + " " + file.getContentHash() + "\n")
            .collect(
                Collectors.joining("", "firstvalue proposal 1\n", "restate " + restate + "\n"));
    return ContentHash.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
