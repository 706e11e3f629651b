package dev.firstvalue.reporting.render;

import com.google.gson.JsonObject;
import dev.firstvalue.reporting.page.Page;
import dev.firstvalue.reporting.page.Section;
import dev.firstvalue.reporting.page.Tone;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a page carries inside itself: style, plot library, data. */
public final class HtmlAssets {
  /** The style sheet. */
  public String style() {
    return resource("page.css");
  }

  /** The Vega library, made safe to stand inside a script element. */
  public String vega() {
    return resource("vega.min.js").replace("</script", "<\\/script");
  }

  /** The Vega-Lite library, made safe to stand inside a script element. */
  public String vegaLite() {
    return resource("vega-lite.min.js").replace("</script", "<\\/script");
  }

  /** The script that draws every plot of the page. */
  public String draw() {
    return resource("draw.js");
  }

  /** JSON that can stand inside a script element, whatever the strings in it say. */
  public String json(JsonObject json) {
    return json.toString()
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  /** The tone as a part of a class name. */
  public String tone(Tone tone) {
    return tone.name().toLowerCase(Locale.ROOT);
  }

  /** Whether the page needs the plot library at all. */
  public boolean hasPlots(Page page) {
    return page.sections().stream().anyMatch(Section.Plot.class::isInstance);
  }

  private static String resource(String name) {
    try (InputStream stream = HtmlAssets.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException(
            name + " is not on the class path: the build is incomplete");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
