package dev.firstvalue.registry.proposal;

import com.google.protobuf.ByteString;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.RegistrySnapshot;
import dev.firstvalue.registry.gate.Objection;
import dev.firstvalue.registry.git.ContentHash;
import dev.firstvalue.registry.publish.Draft;
import dev.firstvalue.registry.publish.Drafts;
import dev.firstvalue.registry.publish.Submission;
import dev.firstvalue.registry.v1.ProposedContent;
import dev.firstvalue.registry.v1.ProposedFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The files of a proposal.
 *
 * @param files without their contents, by path
 * @param bytes the contents, by path
 */
record Contents(List<ProposedFile> files, SortedMap<String, ByteString> bytes) {
  Contents {
    files = List.copyOf(files);
    bytes = Collections.unmodifiableSortedMap(new TreeMap<>(bytes));
  }

  /**
   * Files as somebody sends them.
   *
   * @throws FirstvalueException DOCUMENT_INVALID if one does not read, so that nobody knows where
   *     it belongs
   */
  static Contents sent(
      List<ProposedContent> sent, RegistryRepository repository, RegistrySnapshot main) {
    Drafts drafts =
        Drafts.read(
            sent.stream()
                .map(
                    file ->
                        new Submission(
                            file.getName(),
                            file.getContent(),
                            file.hasBaseHash()
                                ? Optional.of(file.getBaseHash())
                                : Optional.empty()))
                .toList());
    if (!drafts.objections().isEmpty()) {
      throw new FirstvalueException(
          ErrorCode.DOCUMENT_INVALID,
          drafts.objections().getFirst().subject(),
          drafts.objections().stream().map(Objection::problem).collect(Collectors.joining("\n")),
          "Mend the file: `firstvalue lint` finds the same");
    }
    List<ProposedFile> files = new ArrayList<>();
    SortedMap<String, ByteString> bytes = new TreeMap<>();
    for (Draft draft : drafts.byPath().values()) {
      String now = repository.file(main, draft.path()).map(ContentHash::of).orElse("");
      files.add(
          ProposedFile.newBuilder()
              .setPath(draft.path())
              .setContentHash(ContentHash.of(draft.bytes().toByteArray()))
              .setBaseHash(draft.base().orElse(now))
              .build());
      bytes.put(draft.path(), draft.bytes());
    }
    return new Contents(files, bytes);
  }

  /** The files of a proposal that is kept. */
  static Contents kept(ProposalStore store, int number, List<ProposedFile> files) {
    SortedMap<String, ByteString> bytes = new TreeMap<>();
    files.forEach(file -> bytes.put(file.getPath(), store.content(number, file)));
    return new Contents(files, bytes);
  }

  /** The files to be held against main. */
  Drafts drafts() {
    return Drafts.read(
        files.stream()
            .map(
                file ->
                    new Submission(file.getPath(), content(file), Optional.of(file.getBaseHash())))
            .toList());
  }

  /** The files with their contents. */
  List<ProposedFile> whole() {
    return files.stream()
        .map(file -> file.toBuilder().setContentBytes(content(file)).build())
        .toList();
  }

  private ByteString content(ProposedFile file) {
    return Objects.requireNonNull(bytes.get(file.getPath()), "content");
  }
}
