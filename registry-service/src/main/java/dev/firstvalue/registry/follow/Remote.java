package dev.firstvalue.registry.follow;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/**
 * A Git repository elsewhere. User and password come from the environment, never from the address,
 * which stands in logs and process lists.
 */
public final class Remote {
  private static final Set<String> SCHEMES = Set.of("https", "http", "git", "file");

  private final URIish address;
  private final Optional<CredentialsProvider> credentials;

  private Remote(URIish address, Optional<CredentialsProvider> credentials) {
    this.address = address;
    this.credentials = credentials;
  }

  /**
   * A remote.
   *
   * @param address a URL of https, http, git or file, or a directory
   * @param environment has FIRSTVALUE_FOLLOW_USER and FIRSTVALUE_FOLLOW_PASSWORD, or neither
   * @throws FirstvalueException ARGUMENT_INVALID
   */
  public static Remote of(String address, Map<String, String> environment) {
    URIish parsed;
    try {
      parsed = new URIish(address);
    } catch (URISyntaxException e) {
      throw invalid("it is no address of a Git repository");
    }
    if (parsed.getUser() != null || parsed.getPass() != null) {
      throw invalid("it has a user or a password, which would stand in logs");
    }
    String scheme = parsed.getScheme();
    if (scheme == null ? parsed.getHost() != null : !SCHEMES.contains(scheme)) {
      throw invalid("Firstvalue fetches over https, http, git, or from a directory");
    }
    String user = environment.get("FIRSTVALUE_FOLLOW_USER");
    String password = environment.get("FIRSTVALUE_FOLLOW_PASSWORD");
    return new Remote(
        "file".equals(scheme) ? local(parsed) : parsed,
        user == null || password == null
            ? Optional.empty()
            : Optional.of(new UsernamePasswordCredentialsProvider(user, password)));
  }

  private static URIish local(URIish file) {
    try {
      return new URIish(file.getPath());
    } catch (URISyntaxException e) {
      throw invalid("it is no path");
    }
  }

  URIish address() {
    return address;
  }

  Optional<CredentialsProvider> credentials() {
    return credentials;
  }

  @Override
  public String toString() {
    return address.toString();
  }

  private static FirstvalueException invalid(String problem) {
    return new FirstvalueException(
        ErrorCode.ARGUMENT_INVALID,
        "--follow",
        problem,
        "Name a directory or an https address; user and password come from FIRSTVALUE_FOLLOW_USER"
            + " and FIRSTVALUE_FOLLOW_PASSWORD");
  }
}
