package dev.firstvalue.registry.status;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import java.net.InetSocketAddress;

/** Why a server cannot listen at an address. */
public final class ListenError {
  private ListenError() {}

  /** ADDRESS_IN_USE if another program listens there, ARGUMENT_INVALID for what is no address. */
  public static FirstvalueException of(InetSocketAddress address, Exception e) {
    String where = address.getHostString() + ":" + address.getPort();
    Throwable root = e;
    for (Throwable t = e; t != null; t = t.getCause()) {
      root = t;
    }
    if (String.valueOf(root.getMessage()).contains("in use")) {
      return new FirstvalueException(
          ErrorCode.ADDRESS_IN_USE,
          where,
          "another program listens here",
          "Stop it, or choose another port (0 takes a free one)",
          e);
    }
    return new FirstvalueException(
        ErrorCode.ARGUMENT_INVALID,
        where,
        "the server cannot listen here: " + root.getMessage(),
        "Name an address of this machine and a port that you may open",
        e);
  }
}
