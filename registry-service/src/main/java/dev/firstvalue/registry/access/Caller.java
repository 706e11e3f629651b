package dev.firstvalue.registry.access;

import dev.firstvalue.access.v1.Permission;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import io.grpc.Context;
import java.util.Locale;
import java.util.Map;

/**
 * Who asks.
 *
 * @param name as the token or the certificate has it; {@code anonymous} where nobody has to say
 * @param email empty where it is not known
 */
public record Caller(String name, String email, Role role) {
  private static final Context.Key<Caller> KEY = Context.key("firstvalue-caller");

  /** Whoever reaches a registry that listens to this machine alone and asks nobody who they are. */
  public static final Caller ANYBODY = new Caller("anonymous", "", Role.ADMIN);

  /** The caller of the call under way; {@link #ANYBODY} outside of calls. */
  public static Caller current() {
    return of(Context.current());
  }

  /** The caller within a context. */
  public static Caller of(Context context) {
    Caller caller = KEY.get(context);
    return caller == null ? ANYBODY : caller;
  }

  /** A context in which this is the caller. */
  public Context within(Context context) {
    return context.withValue(KEY, this);
  }

  /**
   * Holds the caller to a permission.
   *
   * @param what is asked for, such as the name of a method
   * @throws FirstvalueException PERMISSION_DENIED
   */
  public void require(Permission permission, String what) {
    if (!role.may(permission)) {
      String missing = permission.name().substring("PERMISSION_".length()).toLowerCase(Locale.ROOT);
      throw new FirstvalueException(
          ErrorCode.PERMISSION_DENIED,
          what,
          name + " is " + role.word() + ", which may not " + missing,
          "Ask an administrator for a token of a role that may",
          Map.of("role", role.word(), "missing", missing));
    }
  }
}
