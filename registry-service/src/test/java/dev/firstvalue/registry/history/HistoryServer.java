package dev.firstvalue.registry.history;

import com.google.common.base.Splitter;
import dev.firstvalue.registry.Documents;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.RegistrySnapshot;
import dev.firstvalue.registry.gate.GateResult;
import dev.firstvalue.registry.git.Author;
import dev.firstvalue.registry.git.Edit;
import dev.firstvalue.registry.proposal.Proposals;
import dev.firstvalue.registry.server.ProposalEndpoint;
import dev.firstvalue.registry.server.RegistryServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The process that is killed: the writer of a repository and its server. Writes come as lines,
 * {@code ID NAME=MEANING …}, any number at a time, and are acknowledged by {@code ok ID REVISION}.
 */
final class HistoryServer {
  private static final Author AUTHOR = new Author("Ana", "ana@example.com");

  /** Without an expression: its compiler would be started by every process. */
  private static final String MODEL = Documents.MODEL.replaceFirst("  exclude: .*\n", "");

  private static final String POLICY =
      """
      apiVersion: firstvalue/v1
      kind: Policy
      spec:
        approvals: {minimum: 1}
        allow: {NARROWS: ALWAYS, WIDENS: ALWAYS, SHIFTS: ALWAYS, REDEFINES: ALWAYS}
      """;

  private HistoryServer() {}

  public static void main(String[] arguments) throws Exception {
    try (RegistryRepository repository =
            RegistryRepository.createOrOpen(
                Path.of(arguments[0]), new NumberLanguage(), InstantSource.system());
        RegistryServer server = server(repository);
        ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor();
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      say("port " + server.port());
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        List<String> words = Splitter.on(' ').splitToList(line);
        writers.execute(() -> written(repository, words));
      }
    }
  }

  private static RegistryServer server(RegistryRepository repository) {
    if (repository.snapshot().revision() == 0) {
      repository.commit(
          List.of(edit("event-model.yaml", MODEL), edit("policy.yaml", POLICY)), AUTHOR, "Begin");
    }
    return RegistryServer.builder(repository)
        .addService(
            new ProposalEndpoint(
                new Proposals(
                    repository, new NumberLanguage(), _ -> GateResult.allowed(List.of()))))
        .start();
  }

  /** No write is refused here: a server that does is at its end. */
  private static void written(RegistryRepository repository, List<String> words) {
    try {
      write(repository, words);
    } catch (RuntimeException e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private static void write(RegistryRepository repository, List<String> words) {
    String id = words.getFirst();
    List<Edit> edits = new ArrayList<>();
    for (String word : words.subList(1, words.size())) {
      List<String> pair = Splitter.on('=').splitToList(word);
      String name = pair.getFirst();
      edits.add(
          edit(
              "definitions/" + name + ".yaml",
              NumberLanguage.document(name, Integer.parseInt(pair.getLast()), id).toStringUtf8()));
    }
    RegistrySnapshot after = repository.commit(edits, AUTHOR, id);
    say("ok " + id + " " + after.revision());
  }

  private static Edit edit(String path, String text) {
    return Edit.write(path, text.getBytes(StandardCharsets.UTF_8), new Edit.Expected.Anything());
  }

  private static synchronized void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
