package dev.firstvalue.registry.audit;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.firstvalue.registry.access.Caller;
import dev.firstvalue.registry.v1.AuditDoor;
import dev.firstvalue.registry.v1.AuditEntry;
import io.grpc.Context;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way, from which commits come. Each of them says so in its own text, so that a
 * process that is killed before it wrote their entry loses nothing: the next one reads it there.
 */
public final class Origin {
  static final String TRAILER = "Audit-Origin";

  private static final Context.Key<Origin> KEY = Context.key("firstvalue-audit-origin");

  private final AuditDoor door;
  private final String request;
  private final Caller caller;
  private final String method;

  /**
   * A request.
   *
   * @param request its id
   * @param method what it calls
   */
  public Origin(AuditDoor door, String request, Caller caller, String method) {
    this.door = door;
    this.request = request;
    this.caller = caller;
    this.method = method;
  }

  /** The request of the call under way. */
  static Optional<Origin> current() {
    return Optional.ofNullable(KEY.get());
  }

  /** A context in which commits come from this. */
  public Context within(Context context) {
    return context.withValue(KEY, this);
  }

  /** An entry that lacks what came of it. */
  AuditEntry.Builder entry() {
    return AuditEntry.newBuilder()
        .setRequestId(AuditText.line(request))
        .setCaller(AuditText.line(caller.name()))
        .setEmail(AuditText.line(caller.email()))
        .setRole(caller.role().word())
        .setDoor(door)
        .setMethod(AuditText.line(method))
        .setTimes(1);
  }

  /** The line in the text of a commit; {@code audit} is the newest link of the chain by then. */
  static String trailer(Optional<Origin> origin, String audit) {
    AuditEntry.Builder entry =
        origin
            .map(Origin::entry)
            .orElseGet(() -> AuditEntry.newBuilder().setDoor(AuditDoor.AUDIT_DOOR_DIRECTORY));
    JsonObject json = new JsonObject();
    json.addProperty("door", entry.getDoor().name().substring("AUDIT_DOOR_".length()));
    if (origin.isPresent()) {
      json.addProperty("request", entry.getRequestId());
      json.addProperty("caller", entry.getCaller());
      json.addProperty("email", entry.getEmail());
      json.addProperty("role", entry.getRole());
      json.addProperty("method", entry.getMethod());
    }
    json.addProperty("audit", audit);
    return TRAILER + ": " + json;
  }

  /**
   * What a commit says of where it came from.
   *
   * @param entry lacks what came of it
   * @param audit the newest link of the chain by then; empty where there was none
   */
  record Said(AuditEntry.Builder entry, String audit) {
    static Optional<Said> by(RevCommit commit) {
      List<String> lines = commit.getFooterLines(TRAILER);
      // The registry writes it last: what somebody put into their own text does not count.
      return lines.isEmpty() ? Optional.empty() : parsed(lines.getLast());
    }

    private static Optional<Said> parsed(String line) {
      try {
        JsonObject json = JsonParser.parseString(line).getAsJsonObject();
        return Optional.of(
            new Said(
                AuditEntry.newBuilder()
                    .setDoor(AuditDoor.valueOf("AUDIT_DOOR_" + text(json, "door")))
                    .setRequestId(text(json, "request"))
                    .setCaller(text(json, "caller"))
                    .setEmail(text(json, "email"))
                    .setRole(text(json, "role"))
                    .setMethod(text(json, "method"))
                    .setTimes(1),
                text(json, "audit")));
      } catch (JsonParseException | IllegalStateException | IllegalArgumentException e) {
        // Not written by us.
        return Optional.empty();
      }
    }

    private static String text(JsonObject json, String field) {
      @Nullable JsonElement value = json.get(field);
      return value == null ? "" : AuditText.line(value.getAsString());
    }
  }
}
