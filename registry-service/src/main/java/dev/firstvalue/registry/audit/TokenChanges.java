package dev.firstvalue.registry.audit;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.firstvalue.registry.access.Token;
import dev.firstvalue.registry.access.Tokens;
import dev.firstvalue.registry.git.ContentHash;
import dev.firstvalue.registry.git.GitStore;
import dev.firstvalue.registry.v1.AuditChange;
import dev.firstvalue.registry.v1.AuditDoor;
import dev.firstvalue.registry.v1.AuditEntry;
import dev.firstvalue.registry.v1.AuditedToken;
import dev.firstvalue.registry.v1.StoredAuditBatch;
import dev.firstvalue.registry.v1.StoredAuditTokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Entries of who may call: what differs between the tokens of the directory and those of the newest
 * link. Whoever looks first writes them, a command after its change or the server within a second,
 * so that an editor's changes are found as well.
 */
public final class TokenChanges {
  private static final int FINGERPRINT_DIGITS = 16;

  private TokenChanges() {}

  /**
   * Enters a change of the tokens after a command made it. A repository that follows another has
   * that one's trail, to which nothing is added here.
   */
  public static void settle(GitStore store, Tokens tokens) throws IOException {
    if (!follows(store)) {
      AuditChain chain = new AuditChain(store);
      chain.append(
          tip ->
              tip.isPresent()
                  ? Optional.empty()
                  : new Accounting(store, tip).of(List.of(), new AuditQueue(), true));
      settle(chain, tokens, store.clock());
    }
  }

  /** Whether the trail of a repository is another's. */
  public static boolean follows(GitStore store) {
    return store.resolve("refs/firstvalue/remote/main").isPresent();
  }

  static void settle(AuditChain chain, Tokens tokens, InstantSource clock) throws IOException {
    StoredAuditTokens now = stored(tokens.list());
    chain.append(
        tip -> {
          StoredAuditTokens known = chain.tokens();
          if (known.equals(now)) {
            return Optional.empty();
          }
          StoredAuditBatch.Builder batch = StoredAuditBatch.newBuilder();
          tip.ifPresent(link -> batch.addAllMarks(link.batch().getMarksList()));
          differences(known, now, clock.instant()).forEach(batch::addEntries);
          return Optional.of(new AuditChain.Draft(batch, Optional.of(now)));
        });
  }

  private static List<AuditEntry> differences(
      StoredAuditTokens before, StoredAuditTokens after, Instant at) {
    Map<String, AuditedToken> known = byId(before);
    Map<String, AuditedToken> now = byId(after);
    List<AuditEntry> entries = new ArrayList<>();
    now.forEach(
        (id, token) -> {
          AuditedToken old = known.get(id);
          if (old == null) {
            entries.add(entry("created", token, at));
          } else if (!old.equals(token)) {
            boolean revoked =
                old.toBuilder().setRevokedAt(token.getRevokedAt()).build().equals(token);
            entries.add(entry(revoked ? "revoked" : "changed by hand", token, at));
          }
        });
    known.forEach(
        (id, token) -> {
          if (!now.containsKey(id)) {
            entries.add(entry("removed by hand", token, at));
          }
        });
    return entries;
  }

  private static AuditEntry entry(String what, AuditedToken token, Instant at) {
    boolean known = what.equals("created") || what.equals("revoked");
    return AuditEntry.newBuilder()
        .setRecordedAt(Timestamps.fromMillis(at.toEpochMilli()))
        .setDoor(known ? AuditDoor.AUDIT_DOOR_DIRECTORY : AuditDoor.AUDIT_DOOR_OUTSIDE)
        .setMethod("token")
        .setResource(
            AuditText.line(
                "token "
                    + token.getId()
                    + " of "
                    + token.getName()
                    + ", "
                    + token.getRole()
                    + ": "
                    + what))
        .setStatus("OK")
        .addChanges(AuditChange.newBuilder().setRef("tokens"))
        .setTimes(1)
        .build();
  }

  private static Map<String, AuditedToken> byId(StoredAuditTokens tokens) {
    Map<String, AuditedToken> byId = new TreeMap<>();
    tokens.getTokensList().forEach(token -> byId.put(token.getId(), token));
    return byId;
  }

  private static StoredAuditTokens stored(List<Token> tokens) {
    Map<String, AuditedToken> byId = new TreeMap<>();
    tokens.forEach(token -> byId.put(token.id(), stored(token)));
    return StoredAuditTokens.newBuilder().addAllTokens(byId.values()).build();
  }

  private static AuditedToken stored(Token token) {
    AuditedToken.Builder stored =
        AuditedToken.newBuilder()
            .setId(token.id())
            .setName(AuditText.line(token.caller().name()))
            .setEmail(AuditText.line(token.caller().email()))
            .setRole(token.caller().role().word())
            .setFingerprint(
                ContentHash.of(token.hash().getBytes(StandardCharsets.US_ASCII))
                    .substring("sha256:".length())
                    .substring(0, FINGERPRINT_DIGITS));
    token.expires().ifPresent(at -> stored.setExpiresAt(timestamp(at)));
    token.revoked().ifPresent(at -> stored.setRevokedAt(timestamp(at)));
    return stored.build();
  }

  private static Timestamp timestamp(Instant at) {
    return Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()).build();
  }
}
