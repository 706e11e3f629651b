package dev.firstvalue.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.ListDependentsRequest;
import dev.firstvalue.registry.v1.ListReadersRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a command asks a registry. */
class RegistryConnectionTest extends ClientTest {
  @Test
  void aConnectionReadsEverythingPageByPage() {
    commit("definitions/broken.yaml", "spec: [");
    for (int lessons = 4; lessons <= 6; lessons++) {
      commit("definitions/lessons.yaml", definition(lessons, "ACTIVE"));
    }
    try (RegistryConnection connection =
        RegistryConnection.to("127.0.0.1:" + port, Duration.ofSeconds(10))) {
      assertThat(connection.versions("lessons"))
          .extracting(DefinitionVersion::getVersion)
          .containsExactly(4, 3, 2, 1);
      DefinitionVersion second = connection.version("lessons", 2);
      assertThat(connection.meaning("lessons", second.getMeaningHash())).isEqualTo(second);
      assertThat(connection.definitions().newest()).containsExactly(connection.active("lessons"));
      assertThat(connection.definitions().quarantined()).hasSize(1);
      assertThat(connection.reports("lessons")).isEmpty();
      assertError(ErrorCode.VERSION_NOT_FOUND, () -> connection.version("lessons", 9));
      server.close();
      assertError(ErrorCode.REGISTRY_UNREACHABLE, () -> connection.active("lessons"));
    }
  }

  @Test
  void theRegistryKnowsWhichProgramReadsWhichVersion() {
    try (FirstvalueClient client = builder().program("pricing", "2.4").build();
        RegistryConnection connection =
            RegistryConnection.to("127.0.0.1:" + port, Duration.ofSeconds(10))) {
      assertThat(client.activeDefinition("lessons").getVersion()).isEqualTo(1);
      assertThat(connection.readers(ListReadersRequest.getDefaultInstance()).readers())
          .singleElement()
          .satisfies(
              reader -> assertThat(reader.getClient()).isEqualTo("pricing"),
              reader -> assertThat(reader.getClientVersion()).isEqualTo("2.4"),
              reader -> assertThat(reader.getVersion()).isEqualTo(1));
      assertThat(
              connection
                  .dependents(ListDependentsRequest.newBuilder().setName("lessons").build())
                  .getReaderCount())
          .isEqualTo(1);
    }
  }
}
