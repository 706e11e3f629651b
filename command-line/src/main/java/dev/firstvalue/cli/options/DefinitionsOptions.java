package dev.firstvalue.cli.options;

import dev.firstvalue.cli.workspace.Workspace;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which folder of documents a command works on. */
public final class DefinitionsOptions {
  @Option(
      names = {"-C", "--definitions"},
      paramLabel = "DIR",
      description =
          "The definitions repository: the folder with event-model.yaml. Default: the nearest one"
              + " upwards from the named file or from here, or definitions-repo in it.")
  private @Nullable Path folder;

  /** The workspace for a subject that is a name or a file. */
  public Workspace workspace(String nameOrFile) {
    return folder != null ? Workspace.at(folder) : Workspace.around(nameOrFile);
  }

  /** The workspace around the current folder. */
  public Workspace workspace() {
    return workspace("");
  }
}
