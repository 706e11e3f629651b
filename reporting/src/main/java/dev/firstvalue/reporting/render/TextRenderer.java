package dev.firstvalue.reporting.render;

import dev.firstvalue.reporting.page.Page;
import dev.firstvalue.reporting.page.Section;
import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Plot;
import dev.firstvalue.reporting.page.Section.Remark;
import dev.firstvalue.reporting.page.Section.Remarks;
import dev.firstvalue.reporting.page.Section.Table;
import dev.firstvalue.reporting.page.Tone;
import java.util.ArrayList;
import java.util.List;

/** Shows a page on a terminal. Plots are left out: their numbers stand in the tables. */
public final class TextRenderer {
  private static final int WIDTH = 100;

  private final boolean colors;

  /**
   * Renders text.
   *
   * @param colors whether to use ANSI colours; off when the output is not a terminal
   */
  public TextRenderer(boolean colors) {
    this.colors = colors;
  }

  /** The page as lines that end in newlines. */
  public String render(Page page) {
    StringBuilder out = new StringBuilder();
    out.append(bold(page.kind() + ": " + Printable.line(page.title())))
        .append("   ")
        .append(tinted(page.tone(), page.badge()))
        .append('\n');
    if (!page.subtitle().isEmpty()) {
      wrap(out, "", Printable.line(page.subtitle()));
    }
    out.append('\n');
    wrap(out, "", Printable.line(page.sentence()));
    for (Section section : page.sections()) {
      switch (section) {
        case Table table -> table(out, table);
        case Remarks remarks -> remarks(out, remarks);
        case Plot plot -> {}
      }
    }
    return out.toString();
  }

  private void heading(StringBuilder out, Section section) {
    out.append('\n').append(bold(Printable.line(section.heading()))).append('\n');
    if (!section.lead().isEmpty()) {
      wrap(out, "  ", Printable.line(section.lead()));
    }
  }

  private void remarks(StringBuilder out, Remarks remarks) {
    heading(out, remarks);
    for (Remark remark : remarks.remarks()) {
      out.append("  ")
          .append(tinted(remark.tone(), remark.word()))
          .append("  ")
          .append(remark.rule())
          .append('\n');
      wrap(out, "      ", Printable.line(remark.message()));
    }
  }

  private void table(StringBuilder out, Table table) {
    heading(out, table);
    List<List<String>> lines = new ArrayList<>();
    lines.add(table.columns().stream().map(Column::heading).map(Printable::line).toList());
    table.rows().forEach(row -> lines.add(row.stream().map(Printable::line).toList()));
    int[] widths = new int[table.columns().size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).codePointCount(0, line.get(i).length()));
      }
    }
    for (int i = 0; i < lines.size(); i++) {
      StringBuilder line = new StringBuilder(" ");
      for (int column = 0; column < widths.length; column++) {
        line.append(' ')
            .append(
                padded(
                    lines.get(i).get(column), widths[column], table.columns().get(column).number()))
            .append(' ');
      }
      String text = line.toString().stripTrailing();
      out.append(i == 0 ? dim(text) : text).append('\n');
    }
  }

  private static String padded(String text, int width, boolean right) {
    String space = " ".repeat(width - text.codePointCount(0, text.length()));
    return right ? space + text : text + space;
  }

  private static void wrap(StringBuilder out, String indent, String text) {
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && indent.length() + line.length() + 1 + word.length() > WIDTH) {
        out.append(indent).append(line).append('\n');
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    out.append(indent).append(line).append('\n');
  }

  private String bold(String text) {
    return styled("1", text);
  }

  private String dim(String text) {
    return styled("2", text);
  }

  private String tinted(Tone tone, String text) {
    return styled(
        switch (tone) {
          case GOOD -> "1;32";
          case NEUTRAL -> "1";
          case CAUTION -> "1;33";
          case BAD -> "1;31";
        },
        text);
  }

  private String styled(String code, String text) {
    return colors ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
