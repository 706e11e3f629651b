package dev.firstvalue.registry.history;

import com.google.common.base.Splitter;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A {@link HistoryServer} in a process of its own. */
final class ServerProcess {
  private final Process process;
  private final BufferedWriter requests;
  private final Map<String, CompletableFuture<OptionalLong>> waiting = new ConcurrentHashMap<>();
  private final int port;
  private volatile boolean gone;

  private ServerProcess(Process process, BufferedReader answers, int port) {
    this.process = process;
    this.requests = process.outputWriter();
    this.port = port;
    Thread.ofPlatform().daemon().start(() -> listen(answers));
  }

  static ServerProcess start(Path repository, Path log) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                HistoryServer.class.getName(),
                repository.toString())
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    BufferedReader answers = process.inputReader();
    String first = answers.readLine();
    if (first == null || !first.startsWith("port ")) {
      process.destroyForcibly();
      throw new IOException("the server said " + first + "; see " + log);
    }
    return new ServerProcess(process, answers, Integer.parseInt(first.substring(5)));
  }

  int port() {
    return port;
  }

  /** Writes; the revision of the acknowledgement, or empty if the server died before it. */
  OptionalLong write(String id, String what) {
    CompletableFuture<OptionalLong> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    try {
      synchronized (requests) {
        requests.write(id + " " + what + "\n");
        requests.flush();
      }
    } catch (IOException e) {
      return OptionalLong.empty();
    }
    if (gone) {
      answer.complete(OptionalLong.empty());
    }
    return answer.join();
  }

  private void listen(BufferedReader answers) {
    Optional<List<String>> line = next(answers);
    while (line.isPresent()) {
      List<String> words = line.get();
      CompletableFuture<OptionalLong> answer = waiting.get(words.get(1));
      if (words.size() == 3 && answer != null) {
        answer.complete(OptionalLong.of(Long.parseLong(words.get(2))));
      }
      line = next(answers);
    }
    gone = true;
    waiting.values().forEach(answer -> answer.complete(OptionalLong.empty()));
  }

  /** The words that it says next; empty when it is dead. A line that it did not finish is none. */
  private static Optional<List<String>> next(BufferedReader answers) {
    try {
      return Optional.ofNullable(answers.readLine())
          .map(Splitter.on(' ')::splitToList)
          .filter(words -> words.size() > 1);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Stops it in its tracks for a while, as a machine does that swaps. */
  void pause(Duration time) throws IOException, InterruptedException {
    signal("-STOP");
    process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    signal("-CONT");
  }

  private void signal(String signal) throws IOException, InterruptedException {
    new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
  }

  /** SIGKILL: nothing of it is asked. Says whether it still ran. */
  boolean kill() throws InterruptedException {
    boolean ran = process.isAlive();
    process.destroyForcibly().waitFor();
    return ran;
  }
}
