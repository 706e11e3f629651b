package dev.firstvalue.registry.server;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.access.Access;
import dev.firstvalue.registry.http.Loopback;
import java.net.InetSocketAddress;
import java.util.List;

/** Off this machine nobody is let in unasked. */
final class Strangers {
  private Strangers() {}

  /**
   * Refuses an address that others reach where everybody may do everything.
   *
   * @throws FirstvalueException ARGUMENT_INVALID
   */
  static void refuse(Access access, List<InetSocketAddress> addresses) {
    for (InetSocketAddress address : addresses) {
      if (access instanceof Access.Open && !Loopback.is(address)) {
        throw new FirstvalueException(
            ErrorCode.ARGUMENT_INVALID,
            address.getHostString(),
            "other machines reach this address, and the registry asks nobody who they are",
            "Create a token (firstvalue token create), or listen to this machine alone"
                + " (127.0.0.1)");
      }
    }
  }
}
