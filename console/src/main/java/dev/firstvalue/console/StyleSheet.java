package dev.firstvalue.console;

import dev.firstvalue.reporting.render.HtmlAssets;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The style of the pages: that of the reports, and what pages have beyond. */
final class StyleSheet {
  static final String NAME = "console.css";

  private final String text = new HtmlAssets().style() + own();

  void answer(Context http) {
    http.header("Cache-Control", "no-cache");
    http.contentType("text/css; charset=utf-8").result(text);
  }

  private static String own() {
    try (InputStream stream = StyleSheet.class.getResourceAsStream(NAME)) {
      if (stream == null) {
        throw new IllegalStateException(
            NAME + " is not on the class path: the build is incomplete");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
