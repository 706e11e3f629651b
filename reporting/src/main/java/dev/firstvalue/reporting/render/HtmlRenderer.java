package dev.firstvalue.reporting.render;

import dev.firstvalue.reporting.page.Page;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/** Shows a page in a browser: one file that needs nothing else and loads nothing. */
public final class HtmlRenderer {
  private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

  /** A way from a page to another; an address on the same server. */
  public record Way(String text, String href) {}

  /** The page as one HTML document. */
  public String render(Page page) {
    return render(Map.of("page", page, "assets", new HtmlAssets()));
  }

  /** The same on a server, with a way back to where its reader comes from. */
  public String render(Page page, Way back) {
    return render(Map.of("page", page, "assets", new HtmlAssets(), "back", back));
  }

  private String render(Map<String, Object> parameters) {
    StringOutput output = new StringOutput(2 << 20);
    engine.render("page.jte", parameters, output);
    return output.toString();
  }
}
