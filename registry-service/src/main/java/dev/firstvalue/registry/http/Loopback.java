package dev.firstvalue.registry.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/** What reaches this machine alone. */
public final class Loopback {
  private static final Pattern NAMES =
      Pattern.compile("(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]{1,5})?");

  private Loopback() {}

  /** Whether an address that a server listens at is of this machine alone. */
  public static boolean is(InetSocketAddress address) {
    InetAddress resolved = address.getAddress();
    return resolved != null && resolved.isLoopbackAddress();
  }

  /** Whether a Host header names this machine: no name that somebody else could own. */
  static boolean isAuthority(String host) {
    return NAMES.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }
}
