package dev.firstvalue.registry.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.firstvalue.definition.v1.Experiment;
import dev.firstvalue.definition.v1.Metadata;
import dev.firstvalue.definition.v1.ValueEvent;
import dev.firstvalue.experiment.v1.AnalyzeExperimentRequest;
import dev.firstvalue.registry.access.EveryMethodTest;
import dev.firstvalue.registry.access.Role;
import dev.firstvalue.registry.v1.AuditEntry;
import dev.firstvalue.registry.v1.ListAuditEntriesRequest;
import dev.firstvalue.validation.v1.ValidateRequest;
import io.grpc.MethodDescriptor;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every method of the protos, refused and accepted: whether the trail has it. */
class AuditedMethodsTest extends EveryMethodTest {
  @Test
  void theTrailHasTheRefusalsOfEveryMethodThatTheTableSaysAndOfNoOther() throws IOException {
    for (MethodDescriptor<?, ?> method : methods()) {
      grpc(method, Optional.empty());
      grpc(method, Optional.ofNullable(secrets.get(Role.SERVICE)));
      grpc(method, Optional.ofNullable(secrets.get(Role.ADMIN)));
    }
    registry.audit().orElseThrow().flush();
    List<AuditEntry> entries =
        AuditPage.of(
                registry.store(), ListAuditEntriesRequest.newBuilder().setPageSize(1000).build())
            .getEntriesList();
    Set<String> ofStrangers = methods(entries, "UNAUTHENTICATED", "");
    Set<String> ofServices = methods(entries, "PERMISSION_DENIED", "service");
    Set<String> ofAdmins =
        entries.stream()
            .filter(entry -> entry.getRole().equals("admin"))
            .map(AuditedMethodsTest::shortName)
            .collect(Collectors.toSet());

    Map<String, String> said = new TreeMap<>();
    Map<String, String> found = new TreeMap<>();
    table().forEach((method, cells) -> said.put(method, cells.get(COLUMNS.size())));
    for (MethodDescriptor<?, ?> each : methods()) {
      String method = shortName(each);
      found.put(method, ofStrangers.contains(method) ? "yes" : "");
      assertThat(List.of(ofServices.contains(method), ofAdmins.contains(method)))
          .as(method)
          .containsOnly(ofStrangers.contains(method));
    }
    assertThat(said).isEqualTo(found);
    assertThat(said.values()).as("methods of either kind").contains("yes", "");
  }

  @Test
  void anEntrySaysWhichDocumentCameWithTheRequest() {
    Metadata named = Metadata.newBuilder().setName("lessons").build();
    for (Message request :
        List.of(
            ValidateRequest.newBuilder().setName("lessons").build(),
            ValidateRequest.newBuilder()
                .setCandidate(ValueEvent.newBuilder().setMetadata(named))
                .build(),
            AnalyzeExperimentRequest.newBuilder()
                .setExperiment(Experiment.newBuilder().setMetadata(named))
                .build())) {
      assertThat(AuditedMethods.resource(request)).isEqualTo("lessons");
    }
    assertThat(AuditedMethods.resource(ValidateRequest.getDefaultInstance())).isEmpty();
  }

  private static Set<String> methods(List<AuditEntry> entries, String status, String role) {
    return entries.stream()
        .filter(entry -> entry.getStatus().equals(status) && entry.getRole().equals(role))
        .map(AuditedMethodsTest::shortName)
        .collect(Collectors.toSet());
  }

  private static String shortName(AuditEntry entry) {
    return entry.getMethod().replaceFirst(".*\\.", "");
  }
}
