package dev.firstvalue.definition.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.document.PolicyDefaults;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.lint.Linter;
import dev.firstvalue.definition.schema.DocumentSchema;
import dev.firstvalue.definition.v1.PolicySpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PresetTest {

  @ParameterizedTest
  @EnumSource
  void aNewRepositoryBreaksNoRule(Preset preset) {
    Repository repository = Repository.read(preset.files());

    assertThat(Linter.lint(repository, LocalDate.of(2026, 6, 1)).all()).isEmpty();
    assertThat(repository.definitions()).containsOnlyKeys("first-value");
    assertThat(Preset.of(preset.word())).contains(preset);
  }

  @ParameterizedTest
  @EnumSource
  void aNewRepositoryTellsEditorsItsSchemas(Preset preset) {
    var files = preset.files();

    assertThat(files).containsKeys(DocumentSchema.files().keySet().toArray(String[]::new));
    for (String path : new String[] {"policy.yaml", "definitions/first-value.yaml"}) {
      String text = new String(files.getOrDefault(path, new byte[0]), StandardCharsets.UTF_8);
      assertThat(text)
          .startsWith(DocumentSchema.modeline(path, Repository.kindAt(path).orElseThrow()));
    }
  }

  @Test
  void thePolicyOfANewRepositoryWritesTheDefaultsOut() {
    Repository repository = Repository.read(Preset.STANDARD.files());
    PolicySpec written = repository.policy().orElseThrow().message().getSpec();
    PolicySpec said = written.toBuilder().clearStages().clearApprovals().build();

    assertThat(PolicyDefaults.resolve(said)).isEqualTo(PolicyDefaults.policy().getSpec());
  }

  @Test
  void theFilesForContinuousIntegrationAreThoseOfTheShownRepository() throws IOException {
    Path shown = Path.of("../definitions-repo");

    for (String path : new String[] {".github/workflows/firstvalue.yml", ".gitlab-ci.yml"}) {
      assertThat(Preset.STANDARD.files().get(path))
          .isEqualTo(Files.readAllBytes(shown.resolve(path)));
    }
  }
}
