package dev.firstvalue.reporting.render;

import dev.firstvalue.reporting.page.Page;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/** Shows a page in a browser: one file that needs nothing else and loads nothing. */
public final class HtmlRenderer {
  private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

  /** The page as one HTML document. */
  public String render(Page page) {
    StringOutput output = new StringOutput(2 << 20);
    engine.render("page.jte", Map.of("page", page, "assets", new HtmlAssets()), output);
    return output.toString();
  }
}
