package dev.firstvalue.store.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks an expression into lines as people do: where it is too wide for one, at its ANDs and ORs,
 * else inside its widest brackets, an argument a line. Texts and names are never broken.
 */
final class Layout {
  /** No line is wider than this where that can be avoided. */
  static final int WIDTH = 120;

  private static final String STEP = "    ";

  private Layout() {}

  /** A piece of an expression: plain text, or brackets around arguments. */
  private sealed interface Piece {
    String flat();
  }

  private record Plain(String flat) implements Piece {}

  private record Brackets(char open, List<List<Piece>> arguments, char close) implements Piece {
    @Override
    public String flat() {
      return open + String.join(", ", arguments.stream().map(Layout::flat).toList()) + close;
    }

    /** Whether nothing in it needs a line of its own. */
    boolean isList() {
      return arguments.stream()
          .allMatch(pieces -> pieces.size() == 1 && pieces.getFirst() instanceof Plain);
    }
  }

  /** The lines of an expression on one line; those after the first bring their indent along. */
  static List<String> lines(String expression, int width) {
    return expression.length() <= width
        ? List.of(expression)
        : lines(new Reader(expression).pieces(), width);
  }

  private static List<String> lines(List<Piece> pieces, int width) {
    String flat = flat(pieces);
    if (flat.length() <= width) {
      return List.of(flat);
    }
    int arrow = indexOf(pieces, " -> ");
    if (arrow >= 0) {
      Cut cut = cut(pieces, arrow, " -> ");
      return after(flat(cut.before()) + " -> ", lines(cut.after(), width), width);
    }
    for (String operator : List.of(" OR ", " AND ")) {
      if (indexOf(pieces, operator) >= 0) {
        return operands(pieces, operator, width);
      }
    }
    return brackets(pieces, width);
  }

  /** The lines behind a head: on its line if the first of them still fits there. */
  private static List<String> after(String head, List<String> lines, int width) {
    List<String> all = new ArrayList<>();
    if (head.length() + lines.getFirst().length() <= width) {
      all.add(head + lines.getFirst());
      all.addAll(lines.subList(1, lines.size()));
    } else {
      all.add(head.stripTrailing());
      lines.forEach(line -> all.add(STEP + line));
    }
    return all;
  }

  private static List<String> operands(List<Piece> pieces, String operator, int width) {
    String lead = operator.substring(1);
    List<String> all = new ArrayList<>();
    List<Piece> rest = pieces;
    String head = "";
    for (int at = indexOf(rest, operator); at >= 0; at = indexOf(rest, operator)) {
      Cut cut = cut(rest, at, operator);
      all.addAll(after(head, lines(cut.before(), width - lead.length()), width));
      rest = cut.after();
      head = lead;
    }
    all.addAll(after(head, lines(rest, width - lead.length()), width));
    return all;
  }

  private static List<String> brackets(List<Piece> pieces, int width) {
    int widest = -1;
    for (int i = 0; i < pieces.size(); i++) {
      if (pieces.get(i) instanceof Brackets brackets
          && !brackets.arguments().isEmpty()
          && (widest < 0 || brackets.flat().length() > pieces.get(widest).flat().length())) {
        widest = i;
      }
    }
    if (widest < 0) {
      return List.of(flat(pieces));
    }
    Brackets brackets = (Brackets) pieces.get(widest);
    List<String> all = new ArrayList<>();
    all.add(flat(pieces.subList(0, widest)) + brackets.open());
    int inside = width - STEP.length();
    List<String> arguments = brackets.isList() ? filled(brackets, inside) : each(brackets, inside);
    arguments.forEach(line -> all.add(STEP + line));
    List<String> rest = lines(pieces.subList(widest + 1, pieces.size()), width - 1);
    all.add(brackets.close() + rest.getFirst());
    all.addAll(rest.subList(1, rest.size()));
    return all;
  }

  private static List<String> each(Brackets brackets, int width) {
    List<String> all = new ArrayList<>();
    for (List<Piece> argument : brackets.arguments()) {
      if (!all.isEmpty()) {
        all.set(all.size() - 1, all.getLast() + ",");
      }
      all.addAll(lines(argument, width - 1));
    }
    return all;
  }

  private static List<String> filled(Brackets brackets, int width) {
    List<String> all = new ArrayList<>();
    for (List<Piece> argument : brackets.arguments()) {
      String next = flat(argument);
      if (!all.isEmpty() && all.getLast().length() + next.length() + 3 <= width) {
        all.set(all.size() - 1, all.getLast() + ", " + next);
      } else {
        if (!all.isEmpty()) {
          all.set(all.size() - 1, all.getLast() + ",");
        }
        all.add(next);
      }
    }
    return all;
  }

  private static String flat(List<Piece> pieces) {
    return String.join("", pieces.stream().map(Piece::flat).toList());
  }

  /** The first piece of plain text that has the word. */
  private static int indexOf(List<Piece> pieces, String word) {
    for (int i = 0; i < pieces.size(); i++) {
      if (pieces.get(i) instanceof Plain(String text) && !isText(text) && text.contains(word)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isText(String plain) {
    return plain.startsWith("'") || plain.startsWith("`");
  }

  private record Cut(List<Piece> before, List<Piece> after) {}

  private static Cut cut(List<Piece> pieces, int index, String word) {
    String text = pieces.get(index).flat();
    int at = text.indexOf(word);
    List<Piece> before = new ArrayList<>(pieces.subList(0, index));
    before.add(new Plain(text.substring(0, at)));
    List<Piece> after = new ArrayList<>();
    after.add(new Plain(text.substring(at + word.length())));
    after.addAll(pieces.subList(index + 1, pieces.size()));
    return new Cut(before, after);
  }

  /** Takes an expression apart: quoted texts are pieces of their own. */
  private static final class Reader {
    private final String sql;
    private int at;

    Reader(String sql) {
      this.sql = sql;
    }

    List<Piece> pieces() {
      List<Piece> all = new ArrayList<>();
      while (at < sql.length()) {
        all.addAll(argument());
        if (at < sql.length()) {
          all.add(new Plain(sql.substring(at, ++at)));
        }
      }
      return all;
    }

    /** Up to a comma or a bracket that closes. */
    private List<Piece> argument() {
      List<Piece> pieces = new ArrayList<>();
      int begin = at;
      while (at < sql.length() && ",)]".indexOf(sql.charAt(at)) < 0) {
        char next = sql.charAt(at);
        if ("'`([".indexOf(next) < 0) {
          at++;
          continue;
        }
        plain(pieces, begin);
        pieces.add(next == '(' || next == '[' ? brackets() : quoted());
        begin = at;
      }
      plain(pieces, begin);
      return pieces;
    }

    private void plain(List<Piece> pieces, int begin) {
      if (at > begin) {
        pieces.add(new Plain(sql.substring(begin, at)));
      }
    }

    private Brackets brackets() {
      char open = sql.charAt(at++);
      List<List<Piece>> arguments = new ArrayList<>();
      while (at < sql.length() && ")]".indexOf(sql.charAt(at)) < 0) {
        List<Piece> argument = argument();
        if (!argument.isEmpty()) {
          arguments.add(argument);
        }
        if (at < sql.length() && sql.charAt(at) == ',') {
          at++;
          while (at < sql.length() && sql.charAt(at) == ' ') {
            at++;
          }
        }
      }
      at++;
      return new Brackets(open, arguments, open == '(' ? ')' : ']');
    }

    private Plain quoted() {
      int begin = at;
      char quote = sql.charAt(at++);
      while (at < sql.length() && sql.charAt(at) != quote) {
        at += sql.charAt(at) == '\\' ? 2 : 1;
      }
      at = Math.min(at + 1, sql.length());
      return new Plain(sql.substring(begin, at));
    }
  }
}
