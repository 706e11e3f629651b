package dev.firstvalue.console.view;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/** Writes pages from their templates. Thread-safe. */
public final class Pages {
  private static final String TEMPLATES = "dev.firstvalue.console.template";

  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Pages.class.getClassLoader(), TEMPLATES);

  /**
   * One page.
   *
   * @param template its name without the ending
   * @param page what it shows
   */
  public String render(String template, Shell shell, Object page) {
    StringOutput output = new StringOutput(32 << 10);
    engine.render(template + ".jte", Map.of("shell", shell, "page", page), output);
    return output.toString();
  }
}
