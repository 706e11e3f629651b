package dev.firstvalue.reporting.render;

import dev.firstvalue.reporting.page.Page;
import dev.firstvalue.reporting.page.Section;
import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Plot;
import dev.firstvalue.reporting.page.Section.Remark;
import dev.firstvalue.reporting.page.Section.Remarks;
import dev.firstvalue.reporting.page.Section.Table;
import java.util.List;
import java.util.stream.Collectors;

/** Shows a page in a pull request. Plots are left out: their numbers stand in the tables. */
public final class MarkdownRenderer {
  /** The page as GitHub-flavoured Markdown. */
  public String render(Page page) {
    StringBuilder out = new StringBuilder();
    out.append("## ")
        .append(page.kind())
        .append(": ")
        .append(escaped(page.title()))
        .append(" — **")
        .append(escaped(page.badge()))
        .append("**\n\n");
    if (!page.subtitle().isEmpty()) {
      out.append('_').append(escaped(page.subtitle())).append("_\n\n");
    }
    out.append(escaped(page.sentence())).append('\n');
    for (Section section : page.sections()) {
      switch (section) {
        case Table table -> table(out, table);
        case Remarks remarks -> remarks(out, remarks);
        case Plot plot -> {}
      }
    }
    return out.toString();
  }

  private static void heading(StringBuilder out, Section section) {
    out.append("\n### ").append(escaped(section.heading())).append("\n\n");
    if (!section.lead().isEmpty()) {
      out.append(escaped(section.lead())).append("\n\n");
    }
  }

  private static void remarks(StringBuilder out, Remarks remarks) {
    heading(out, remarks);
    for (Remark remark : remarks.remarks()) {
      out.append("- **")
          .append(remark.word())
          .append("** `")
          .append(remark.rule())
          .append("`: ")
          .append(escaped(remark.message()))
          .append('\n');
    }
  }

  private static void table(StringBuilder out, Table table) {
    heading(out, table);
    row(out, table.columns().stream().map(Column::heading).map(MarkdownRenderer::escaped).toList());
    row(out, table.columns().stream().map(column -> column.number() ? "--:" : ":--").toList());
    table.rows().forEach(cells -> row(out, cells.stream().map(MarkdownRenderer::escaped).toList()));
  }

  private static void row(StringBuilder out, List<String> cells) {
    out.append(cells.stream().collect(Collectors.joining(" | ", "| ", " |"))).append('\n');
  }

  /** Text that means itself: no markup, no HTML, no mention, no cell border. */
  private static String escaped(String text) {
    return Printable.line(text)
        .replaceAll("([\\\\`*_{}\\[\\]<>#|~!])", "\\\\$1")
        .replace("@", "@\u200b")
        .replace("&", "&amp;");
  }
}
