package dev.firstvalue.cli.setup;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.firstvalue.cli.Run;
import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.definition.schema.DocumentSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaCommandTest {
  @TempDir private Path folder;

  @Test
  void oneSchemaIsPrinted() {
    Run run = Run.of("schema", "Policy");
    assertThat(run.exit()).isEqualTo(ExitCode.FINE);
    assertThat(JsonParser.parseString(run.out()).getAsJsonObject().get("title").getAsString())
        .isEqualTo("Policy");
  }

  @Test
  void allSchemasAreWritten() {
    assertThat(Run.of("schema", "--out", folder.toString()).exit()).isEqualTo(ExitCode.FINE);
    DocumentSchema.files()
        .forEach(
            (path, schema) ->
                assertThat(folder.resolve(path.substring(DocumentSchema.FOLDER.length())))
                    .hasContent(schema));
  }

  @Test
  void anUnknownKindIsMisuseAndSaysWhatThereIs() {
    Run run = Run.of("schema", "Polcy");
    assertThat(run.exit()).isEqualTo(ExitCode.MISUSE);
    assertThat(run.err()).contains("Polcy", "EventModel, ValueEvent, Experiment, Policy");
    assertThat(Run.of("schema").exit()).isEqualTo(ExitCode.MISUSE);
  }

  @Test
  void aNewRepositoryIsCleanAndItsSchemasAreThere() throws IOException {
    Path repository = folder.resolve("repository");
    assertThat(Run.of("init", repository.toString()).exit()).isEqualTo(ExitCode.FINE);

    assertThat(Run.of("lint", repository.toString()).out()).startsWith("0 errors");
    String first =
        Files.readAllLines(repository.resolve("definitions/first-value.yaml")).getFirst();
    String schema = first.substring(first.indexOf('=') + 1);
    assertThat(repository.resolve("definitions").resolve(schema)).exists();
  }
}
