package dev.firstvalue.cli.registry;

import java.util.OptionalInt;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A definition's name, and perhaps one of its versions: {@code lessons-completed@2}.
 *
 * @param version at least 1; empty where none was named
 */
public record VersionName(String name, OptionalInt version) {
  /** The version, or 0. */
  public int versionOrZero() {
    return version.orElse(0);
  }

  /** Reads what was typed. */
  public static final class Converter implements ITypeConverter<VersionName> {
    @Override
    public VersionName convert(String text) {
      int at = text.indexOf('@');
      if (at < 0) {
        return new VersionName(text, OptionalInt.empty());
      }
      String version = text.substring(at + 1);
      if (!version.matches("[1-9][0-9]{0,8}")) {
        throw new TypeConversionException(
            text + " (expected: a name, or a name and a version such as lessons-completed@2)");
      }
      return new VersionName(text.substring(0, at), OptionalInt.of(Integer.parseInt(version)));
    }
  }
}
