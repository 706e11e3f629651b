package dev.firstvalue.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The program in a process of its own, as a shell starts it. */
public final class RunningProgram implements AutoCloseable {
  /** How long a process that is asked to end may take before it is killed. */
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final BufferedReader output;
  private final List<String> lines = new ArrayList<>();

  private RunningProgram(Process process) {
    this.process = process;
    this.output = process.inputReader();
  }

  /** Starts the program in the working directory of this one. */
  public static RunningProgram start(String... arguments) throws IOException {
    return start(Map.of(), arguments);
  }

  /** Starts it with variables of the environment beside those of this process. */
  public static RunningProgram start(Map<String, String> variables, String... arguments)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(arguments)).redirectErrorStream(true);
    builder.environment().putAll(variables);
    return new RunningProgram(builder.start());
  }

  /** Starts it on a terminal of its own, which script(1) of util-linux makes. */
  public static RunningProgram onTerminal(String... arguments) throws IOException {
    String line =
        command(arguments).stream()
            .map(word -> "'" + word.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
    ProcessBuilder terminal = new ProcessBuilder("script", "-qefc", line, "/dev/null");
    terminal.environment().put("TERM", "xterm");
    return new RunningProgram(terminal.redirectErrorStream(true).start());
  }

  private static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    String library = System.getProperty("firstvalue.engine.library");
    if (library != null) {
      command.add("-Dfirstvalue.engine.library=" + library);
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Firstvalue.class.getName());
    command.addAll(List.of(arguments));
    return command;
  }

  /** Waits for the next line that holds a text. */
  public String awaitLine(String text) throws IOException {
    String line = output.readLine();
    while (line != null) {
      lines.add(line);
      if (line.contains(text)) {
        return line;
      }
      line = output.readLine();
    }
    throw new AssertionError(
        "the program ended without saying " + text + ":\n" + String.join("\n", lines));
  }

  /** The first line with a text among those that were awaited so far. */
  public String said(String text) {
    return lines.stream()
        .filter(line -> line.contains(text))
        .findFirst()
        .orElseThrow(() -> new AssertionError("never said " + text + ": " + lines));
  }

  /** Asks it to end, and gives everything that it said until then. */
  public String endAndTell() throws IOException {
    // Process.destroy would close what is to be read.
    process.toHandle().destroy();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      lines.add(line);
    }
    return String.join("\n", lines);
  }

  /** The processes that it has started and that run: its engine. */
  public List<ProcessHandle> children() {
    try (Stream<ProcessHandle> children = process.descendants()) {
      return children.toList();
    }
  }

  /** Whether it runs. */
  public boolean alive() {
    return process.isAlive();
  }

  /** Presses keys on its terminal. */
  public void press(String keys) throws IOException {
    process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** Waits for its end, and gives its exit code. */
  public int awaitExit() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the program does not end: " + lines);
    }
    return process.exitValue();
  }

  /** Ends it on the spot, as the kernel does that is out of memory. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks it to end, and sees to it that it does, and its children with it. */
  @Override
  public void close() {
    List<ProcessHandle> children = children();
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    awaitEnd(children);
  }

  /** Waits until processes have ended; that they do not in all this time is an error. */
  public static void awaitEnd(List<ProcessHandle> processes) {
    CompletableFuture.allOf(
            processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .join();
  }
}
