package dev.firstvalue.registry.owner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.ignore.FastIgnoreRule;

/**
 * Who owns which file, as GitHub reads a CODEOWNERS file: a pattern and its owners a line, of
 * several patterns that match a file the last one counts, and a pattern without owners makes its
 * files nobody's.
 *
 * <p>Patterns are those of {@code .gitignore} without {@code !}, {@code [ ]} and escapes, which
 * GitHub refuses as well. Sections, which GitLab has, are refused and not passed over: they would
 * ask for owners that we do not.
 */
public final class CodeOwners {
  /** The name of the file, at the root of the repository. */
  public static final String FILE = "CODEOWNERS";

  private static final int MOST_RULES = 5_000;
  private static final Pattern OWNER =
      Pattern.compile("@[A-Za-z0-9][A-Za-z0-9_./-]{0,99}|[^@\\s<>]{1,64}@[^@\\s<>]{1,190}");

  private final List<Rule> rules;

  private CodeOwners(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * Reads a file.
   *
   * @throws CodeOwnersException with the first line that cannot be read
   */
  public static CodeOwners parse(String text) throws CodeOwnersException {
    List<Rule> rules = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String bare = line.replaceFirst("(^|\\s)#.*$", "").strip();
      if (!bare.isEmpty()) {
        rules.add(rule(number, bare.split("\\s+")));
      }
      if (rules.size() > MOST_RULES) {
        throw new CodeOwnersException(
            number, "more rules than are read (expected: at most " + MOST_RULES + ")");
      }
    }
    return new CodeOwners(rules);
  }

  private static Rule rule(int number, String[] words) throws CodeOwnersException {
    String pattern = words[0];
    if (pattern.startsWith("[") || pattern.startsWith("^[")) {
      throw new CodeOwnersException(number, "sections are not read (expected: a pattern)");
    }
    if (pattern.matches("!.*|.*[\\[\\]\\\\].*") || pattern.length() > 300) {
      throw new CodeOwnersException(
          number, "not a pattern that is read (expected: no '!', '[', ']', '\\')");
    }
    List<String> owners = new ArrayList<>();
    for (int i = 1; i < words.length; i++) {
      if (!OWNER.matcher(words[i]).matches()) {
        throw new CodeOwnersException(
            number, "owner: " + printable(words[i]) + " (expected: @name, @org/team or an email)");
      }
      owners.add(words[i]);
    }
    return new Rule(new FastIgnoreRule(pattern), owners);
  }

  private static String printable(String text) {
    return text.substring(0, Math.min(text.length(), 100)).replaceAll("\\p{Cntrl}", "?");
  }

  /**
   * The owners of a file: empty if no pattern matches it, an empty list if the one that counts
   * names nobody.
   */
  public Optional<List<String>> of(String path) {
    return rules.reversed().stream()
        .filter(rule -> rule.pattern().isMatch(path, false, false))
        .map(Rule::owners)
        .findFirst();
  }

  private record Rule(FastIgnoreRule pattern, List<String> owners) {
    Rule {
      owners = List.copyOf(owners);
    }
  }
}
