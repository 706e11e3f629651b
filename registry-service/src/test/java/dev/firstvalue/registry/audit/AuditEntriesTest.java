package dev.firstvalue.registry.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstvalue.registry.RawBytes;
import dev.firstvalue.registry.access.Caller;
import dev.firstvalue.registry.access.Role;
import dev.firstvalue.registry.v1.AuditDoor;
import dev.firstvalue.registry.v1.AuditEntry;
import dev.firstvalue.registry.v1.ListAuditEntriesRequest;
import dev.firstvalue.registry.v1.ListAuditEntriesResponse;
import dev.firstvalue.registry.v1.ProposalServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands in entries, and how they are read. */
class AuditEntriesTest extends AuditedServerTest {
  @Test
  void whoMayCallIsInTheTrailWhoeverChangesIt() throws IOException {
    tokens.revoke(tokens.list().getFirst().id());
    registry.audit().orElseThrow().flush();
    Path file = directory.resolve("firstvalue-tokens.json");
    Files.writeString(file, Files.readString(file).replace("\"reader\"", "\"admin\""));

    List<AuditEntry> entries =
        oldestFirst(stub(ben, "r").listAuditEntries(all()).getEntriesList()).stream()
            .filter(entry -> entry.getMethod().equals("token"))
            .toList();
    assertThat(entries)
        .extracting(entry -> entry.getResource().replaceFirst("token [0-9a-f]{12} ", ""))
        .contains("of Ben, admin: created", "of Rita, admin: changed by hand")
        .anyMatch(text -> text.contains("of Ana, proposer: "));
    assertThat(entries.getLast().getDoor()).isEqualTo(AuditDoor.AUDIT_DOOR_OUTSIDE);
  }

  @Test
  void aFloodOfRefusalsStaysSmall() {
    AuditTrail trail = registry.audit().orElseThrow();
    Caller rude = new Caller("Zoë\u202e\u001b[2J", "", Role.PROPOSER);
    for (int i = 0; i < 5_000; i++) {
      Origin origin = new Origin(AuditDoor.AUDIT_DOOR_RPC, "r", rude, "m");
      trail.ended(
          origin,
          new AuditTrail.Outcome("proposal " + i, "NOT_FOUND", "proposal-not-found", List.of()));
    }
    List<AuditEntry> refused =
        entries().stream().filter(entry -> entry.getReason().equals("proposal-not-found")).toList();
    assertThat(refused).hasSize(101);
    assertThat(refused.stream().mapToInt(AuditEntry::getTimes).sum()).isEqualTo(5_000);
    assertThat(refused).extracting(AuditEntry::getCaller).containsOnly("Zoë??[2J");
  }

  @Test
  void entriesComeInPagesAndByCallerAndTime() {
    as(ana, "r-1").createProposal(proposal("lessons", 3));
    registry.audit().orElseThrow().flush();
    clock.pass(Duration.ofMinutes(5));
    as(ana, "r-2").createProposal(proposal("other", 3));
    as(ben, "r-3").reviewProposal(approval());
    List<String> seen = new ArrayList<>();
    String token = "";
    do {
      ListAuditEntriesResponse page =
          stub(ben, "r")
              .listAuditEntries(all().toBuilder().setPageSize(1).setPageToken(token).build());
      assertThat(page.getEntriesCount()).isOne();
      seen.add(page.getEntries(0).getNumber() + " " + page.getEntries(0).getRequestId());
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    assertThat(seen)
        .containsSubsequence("8 r-3", "7 r-2", "2 r-1")
        .doesNotHaveDuplicates()
        .hasSize(8);

    var later =
        com.google.protobuf.util.Timestamps.fromMillis(
            clock.instant().minusSeconds(60).toEpochMilli());
    assertThat(requests(all().toBuilder().setCaller("ANA@example.com").build()))
        .containsExactly("r-2", "r-1");
    assertThat(requests(all().toBuilder().setCaller("Ana").setSince(later).build()))
        .containsExactly("r-2");
    assertThat(requests(all().toBuilder().setCaller("Ana").setUntil(later).build()))
        .containsExactly("r-1");
    assertThatThrownBy(() -> requests(all().toBuilder().setPageToken("main.1").build()))
        .hasMessageContaining("token is not one of ours");
  }

  @Test
  void bytesThatAreNoRequestLeaveNoEntryAndAFaultyRequestDoes() {
    assertThatThrownBy(() -> created(new byte[] {0x0a, 0x7f}))
        .hasMessageContaining("its bytes are no message");
    assertThatThrownBy(() -> created(new byte[0])).hasMessageContaining("INVALID_ARGUMENT");

    assertThat(entries())
        .filteredOn(entry -> entry.getMethod().endsWith("CreateProposal"))
        .extracting(AuditEntry::getTimes)
        .containsExactly(1);
  }

  private void created(byte[] request) {
    var _ =
        ClientCalls.blockingUnaryCall(
            ClientInterceptors.intercept(
                channel, MetadataUtils.newAttachHeadersInterceptor(headers(ana, "r"))),
            ProposalServiceGrpc.getCreateProposalMethod().toBuilder(
                    RawBytes.MARSHALLER, RawBytes.MARSHALLER)
                .build(),
            CallOptions.DEFAULT,
            request);
  }

  private List<String> requests(ListAuditEntriesRequest request) {
    return stub(ben, "r").listAuditEntries(request).getEntriesList().stream()
        .map(AuditEntry::getRequestId)
        .filter(id -> id.startsWith("r-"))
        .toList();
  }
}
