package dev.firstvalue.benchmarks.registry;

import dev.firstvalue.benchmarks.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The registry beside the least that could do the same: {@code slices=20 seconds=3 merges=2000
 * definitions=12000 versions=10 commits=8000 only=}. Ends with 1 if a limit is passed.
 */
public final class RegistrySpeed {
  private RegistrySpeed() {}

  public static void main(String[] arguments) throws Exception {
    Map<String, String> options = new HashMap<>();
    for (String argument : arguments) {
      int at = argument.indexOf('=');
      options.put(argument.substring(0, at), argument.substring(at + 1));
    }
    String only = options.getOrDefault("only", "");
    Path home = Files.createTempDirectory("firstvalue-speed");
    List<Ratio> ratios = new ArrayList<>();
    try {
      if ("get".startsWith(only)) {
        ratios.addAll(
            GetSpeed.run(
                home,
                number(options, "slices", 20),
                Duration.ofMillis(
                    Math.round(1e3 * Double.parseDouble(options.getOrDefault("seconds", "3"))))));
      }
      if ("watch".startsWith(only)) {
        ratios.addAll(WatchSpeed.run(home, number(options, "merges", 2000)));
      }
      if ("commit".startsWith(only)) {
        ratios.addAll(CommitSpeed.run(home, number(options, "commits", 8000)));
      }
      if ("start".startsWith(only)) {
        ratios.addAll(
            StartSpeed.run(
                home, number(options, "definitions", 12_000), number(options, "versions", 10), 5));
      }
    } finally {
      Folders.delete(home);
    }
    ratios.forEach(System.out::println);
    System.exit(ratios.stream().allMatch(Ratio::holds) ? 0 : 1);
  }

  private static int number(Map<String, String> options, String name, int usual) {
    String given = options.getOrDefault(name, "");
    return given.isEmpty() ? usual : Integer.parseInt(given);
  }
}
