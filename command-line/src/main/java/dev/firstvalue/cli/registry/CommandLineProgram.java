package dev.firstvalue.cli.registry;

import dev.firstvalue.cli.terminal.ProgramVersion;
import dev.firstvalue.client.ClientProgram;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import java.util.Map;

/** How the command line calls itself at a registry's server. */
final class CommandLineProgram {
  static final String VARIABLE = "FIRSTVALUE_CLIENT";

  private CommandLineProgram() {}

  /**
   * Its own name, or what a job that runs it says that it is: {@code nightly-counts/3}.
   *
   * @throws FirstvalueException ARGUMENT_INVALID
   */
  static ClientProgram of(Map<String, String> environment) {
    String said = environment.getOrDefault(VARIABLE, "");
    if (said.isEmpty()) {
      return new ClientProgram(
          "firstvalue-command-line", ProgramVersion.text().replaceFirst(".* ", ""));
    }
    int slash = said.indexOf('/');
    try {
      return slash < 0
          ? new ClientProgram(said, "")
          : new ClientProgram(said.substring(0, slash), said.substring(slash + 1));
    } catch (IllegalArgumentException e) {
      throw new FirstvalueException(
          ErrorCode.ARGUMENT_INVALID,
          VARIABLE,
          String.valueOf(e.getMessage()),
          "Say which job this is, such as nightly-counts or nightly-counts/3");
    }
  }
}
