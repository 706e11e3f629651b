package dev.firstvalue.console;

import io.javalin.http.Context;

/** What browsers are told about pages: nothing runs in them, and nobody frames them. */
final class Headers {
  private static final String PAGE =
      "default-src 'none'; style-src 'self'; img-src data:; form-action 'self';"
          + " frame-ancestors 'none'; base-uri 'none'";

  /**
   * A report draws its plots by scripts that stand in it. In a sandbox they have no origin: no
   * cookie, no request, no form.
   */
  private static final String REPORT =
      "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline';"
          + " img-src data:; form-action 'none'; frame-ancestors 'none'; base-uri 'none';"
          + " sandbox allow-scripts";

  private Headers() {}

  static void page(Context http) {
    if (Console.owns(http.path())) {
      http.header("Content-Security-Policy", PAGE);
      http.header("Referrer-Policy", "same-origin");
      http.header("Cross-Origin-Opener-Policy", "same-origin");
      http.header("Cross-Origin-Resource-Policy", "same-origin");
    }
  }

  static void report(Context http) {
    http.header("Content-Security-Policy", REPORT);
  }
}
