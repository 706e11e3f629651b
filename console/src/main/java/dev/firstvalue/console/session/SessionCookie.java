package dev.firstvalue.console.session;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The cookie of a session: for this server alone, for no script, and for no request that another
 * site makes a browser send. Off this machine it travels encrypted or not at all.
 */
public final class SessionCookie {
  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]+)?");

  private SessionCookie() {}

  /** The secret in the cookie of a request. */
  public static Optional<String> of(Context http) {
    return Optional.ofNullable(http.cookie(name(http))).filter(secret -> !secret.isEmpty());
  }

  /** Gives a browser the secret. */
  public static void set(Context http, String secret) {
    http.cookie(cookie(http, secret, Math.toIntExact(Sessions.LIFE.toSeconds())));
  }

  /** Takes it away again. */
  public static void clear(Context http) {
    http.cookie(cookie(http, "", 0));
  }

  private static Cookie cookie(Context http, String secret, int seconds) {
    String host = http.host();
    boolean onThisMachine = host != null && LOOPBACK.matcher(host).matches();
    Cookie cookie = new Cookie(name(http), secret);
    cookie.setPath("/");
    cookie.setMaxAge(seconds);
    cookie.setHttpOnly(true);
    cookie.setSecure(http.scheme().equals("https") || !onThisMachine);
    cookie.setSameSite(SameSite.STRICT);
    return cookie;
  }

  /** Browsers do not tell the ports of a host apart: two servers on one machine would. */
  private static String name(Context http) {
    return "firstvalue-session-" + http.port();
  }
}
