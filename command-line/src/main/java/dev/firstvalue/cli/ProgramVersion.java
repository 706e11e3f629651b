package dev.firstvalue.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote beside this class. */
final class ProgramVersion implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    Properties build = new Properties();
    try (InputStream in =
        Objects.requireNonNull(ProgramVersion.class.getResourceAsStream("version.properties"))) {
      build.load(in);
    }
    return new String[] {"firstvalue " + build.getProperty("version")};
  }
}
