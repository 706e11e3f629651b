package dev.firstvalue.registry.git;

import java.io.IOException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * Every Git setting that the registry relies on, in one place.
 *
 * <p>JGit reads the user's and the machine's Git configuration and the {@code GIT_*} variables
 * through one object of the process. {@link #isolate} replaces it, so that a registry behaves the
 * same for everybody; what plain {@code git} has to obey as well is written into the repository's
 * own configuration by {@link #pin}.
 */
final class GitSettings {
  private GitSettings() {}

  /** Keeps the user's and the machine's Git configuration out of this process. Idempotent. */
  static synchronized void isolate() {
    if (!(SystemReader.getInstance() instanceof Isolated)) {
      SystemReader.setInstance(new Isolated(SystemReader.getInstance()));
    }
  }

  /** Writes the settings into the repository's configuration where they are not there yet. */
  static void pin(StoredConfig config) throws IOException {
    String before = config.toText();
    // What plain git acknowledges survives a power cut; JGit's own switches are in Pinned.
    config.setString("core", null, "fsync", "all");
    // Nothing here relies on reflogs, and a bare repository's would grow for ever.
    config.setBoolean("core", null, "logallrefupdates", false);
    // Collection of garbage is started by an operator, never in the middle of a request.
    config.setInt("gc", null, "auto", 0);
    config.setBoolean("receive", null, "autogc", false);
    // Versions are immutable: nobody rewrites main by a push, and what is pushed is whole.
    config.setBoolean("receive", null, "denynonfastforwards", true);
    config.setBoolean("receive", null, "denydeletes", true);
    config.setBoolean("receive", null, "fsckobjects", true);
    // The derived refs are ours alone.
    config.setString("receive", null, "hiderefs", "refs/firstvalue");
    if (!config.toText().equals(before)) {
      config.save();
    }
  }

  /** The process's surroundings without Git's own settings. */
  private static final class Isolated extends SystemReader {
    private final SystemReader real;

    Isolated(SystemReader real) {
      this.real = real;
      setPlatformChecker();
    }

    @Override
    public String getHostname() {
      return real.getHostname();
    }

    @Override
    @SuppressWarnings("NullAway") // JGit's contract: null is an unset variable
    public String getenv(String variable) {
      return variable.startsWith("GIT_") ? null : real.getenv(variable);
    }

    @Override
    public String getProperty(String key) {
      return real.getProperty(key);
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
      return new Pinned(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
      return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
      return new Empty(parent, fs);
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in JGit
    public long getCurrentTime() {
      return real.now().toEpochMilli();
    }

    @Override
    public java.time.Instant now() {
      return real.now();
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in JGit
    public int getTimezone(long when) {
      // Commit times are written in UTC wherever the registry runs.
      return 0;
    }
  }

  /** A configuration without a file. */
  private static class Empty extends FileBasedConfig {
    @SuppressWarnings("NullAway") // no file is what this class is for
    Empty(Config parent, FS fs) {
      super(parent, null, fs);
    }

    @Override
    public void load() {
      // There is nothing to read.
    }

    @Override
    public void save() {
      // JGit stores its measurements of file systems here; they are taken again instead.
    }

    @Override
    public boolean isOutdated() {
      return false;
    }
  }

  /**
   * What JGit is told in place of the user's configuration. These keys stay out of the repository's
   * own file because plain git warns about them.
   */
  private static final class Pinned extends Empty {
    Pinned(Config parent, FS fs) {
      super(parent, fs);
      // An acknowledged commit survives a power cut.
      setBoolean("core", null, "fsyncobjectfiles", true);
      setBoolean("core", null, "fsyncreffiles", true);
      // A fetch asks whether garbage is to be collected; not on a thread of its own, which would
      // still hold a lock when the repository is closed. The answer is no: gc.auto is 0.
      setBoolean("gc", null, "autodetach", false);
    }
  }
}
