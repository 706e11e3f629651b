package dev.firstvalue.cli.registry;

import dev.firstvalue.registry.git.Author;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an author as Git writes one: {@code Ana <ana@example.org>}. */
public final class AuthorConverter implements ITypeConverter<Author> {
  private static final Pattern FORM = Pattern.compile("\\s*([^<>]+?)\\s*<([^<>]+)>\\s*");

  @Override
  public Author convert(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new TypeConversionException(text + " (expected: Name <email>)");
    }
    return new Author(matcher.group(1), matcher.group(2));
  }

  /** Whoever Git would take, or the login. */
  public static Author ofEnvironment() {
    Map<String, String> environment = System.getenv();
    String login = System.getProperty("user.name", "firstvalue");
    return new Author(
        environment.getOrDefault("GIT_AUTHOR_NAME", login),
        environment.getOrDefault("GIT_AUTHOR_EMAIL", login + "@localhost"));
  }
}
