package dev.firstvalue.store.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What the child process runs. It calls into libchdb and stays there: the last statement reads
 * standard input, whose other end the parent holds, so the engine ends with its parent however that
 * one ends. Nothing outside the JDK may be named here, since the child's class path holds nothing
 * else.
 */
final class EngineMain {

  /** How long after its parent's end the engine may take to end by itself. */
  private static final long GRACE_SECONDS = 2;

  private static final int FAILED = 1;

  private EngineMain() {}

  /** Arguments: the library, the configuration file, the statements. */
  public static void main(String[] arguments) throws Throwable {
    Linker linker = Linker.nativeLinker();
    leaveTheTerminal(linker);
    endWithTheParent();
    System.exit(serve(linker, Path.of(arguments[0]), arguments[1], arguments[2]));
  }

  /**
   * A session of its own: Ctrl-C at the terminal is for the parent, who then closes the engine in
   * order.
   */
  @SuppressWarnings("restricted") // calling native code is this class's purpose
  private static void leaveTheTerminal(Linker linker) throws Throwable {
    MethodHandle setsid =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("setsid"),
            FunctionDescriptor.of(ValueLayout.JAVA_INT));
    int _ = (int) setsid.invokeExact();
  }

  /** The pipe says it first; this is for an engine too busy with a query to notice. */
  private static void endWithTheParent() {
    ProcessHandle.current()
        .parent()
        .ifPresent(parent -> Thread.ofPlatform().daemon().start(() -> haltAfter(parent)));
  }

  private static void haltAfter(ProcessHandle parent) {
    parent.onExit().join();
    try {
      TimeUnit.SECONDS.sleep(GRACE_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(FAILED);
  }

  @SuppressWarnings("restricted") // as above
  private static int serve(Linker linker, Path library, String configuration, String statements)
      throws Throwable {
    SymbolLookup symbols = SymbolLookup.libraryLookup(library, Arena.global());
    MethodHandle query =
        linker.downcallHandle(
            symbols.findOrThrow("chdb_query_cmdline"),
            FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    MethodHandle error =
        linker.downcallHandle(
            symbols.findOrThrow("chdb_result_error"),
            FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS));
    List<String> words =
        List.of("clickhouse", "--config-file=" + configuration, "--query", statements);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment argv = arena.allocate(ValueLayout.ADDRESS, words.size() + 1L);
      for (int i = 0; i < words.size(); i++) {
        argv.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(words.get(i)));
      }
      MemorySegment result = (MemorySegment) query.invokeExact(words.size(), argv);
      if (result.equals(MemorySegment.NULL)) {
        System.err.println("the engine gave no result");
        return FAILED;
      }
      MemorySegment message = (MemorySegment) error.invokeExact(result);
      if (message.equals(MemorySegment.NULL)) {
        return 0;
      }
      System.err.println(message.reinterpret(Long.MAX_VALUE).getString(0));
      return FAILED;
    }
  }
}
