package dev.firstvalue.cli.registry;

import dev.firstvalue.client.ClientSecurity;
import dev.firstvalue.client.ClientSecurity.ClientCertificate;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command and the registry's server know each other. */
public final class ClientSecurityOptions {
  private static final String TOKEN_VARIABLE = "FIRSTVALUE_TOKEN";

  @Option(names = "--tls", description = "Connect to the server with TLS.")
  private boolean tls;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description =
          "PEM certificates of who signed the server's. Default with --tls: whom Java trusts.")
  private @Nullable Path authorities;

  @Option(
      names = "--client-cert",
      paramLabel = "FILE",
      description = "PEM certificate to show to a server that asks for one.")
  private @Nullable Path certificate;

  @Option(names = "--client-key", paramLabel = "FILE", description = "Its key: PEM, PKCS#8.")
  private @Nullable Path key;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "A file with the token. Default: the variable " + TOKEN_VARIABLE + ".")
  private @Nullable Path tokenFile;

  /**
   * As told.
   *
   * @throws FirstvalueException ARGUMENT_INVALID, FILE_NOT_FOUND or FILE_UNREADABLE
   */
  public ClientSecurity security() {
    if ((certificate == null) != (key == null)) {
      throw new FirstvalueException(
          ErrorCode.ARGUMENT_INVALID,
          "--client-cert, --client-key",
          "one was given without the other",
          "Give both");
    }
    Optional<ClientCertificate> own =
        certificate == null || key == null
            ? Optional.empty()
            : Optional.of(new ClientCertificate(certificate, key));
    return new ClientSecurity(
        tls || authorities != null || own.isPresent(),
        Optional.ofNullable(authorities),
        own,
        token());
  }

  private Optional<String> token() {
    if (tokenFile != null) {
      try {
        return Optional.of(Files.readString(tokenFile).strip());
      } catch (IOException e) {
        throw new FirstvalueException(
            Files.exists(tokenFile) ? ErrorCode.FILE_UNREADABLE : ErrorCode.FILE_NOT_FOUND,
            tokenFile.toString(),
            "the token cannot be read: " + e.getClass().getSimpleName(),
            "Name a file that holds the token alone",
            e);
      }
    }
    return Optional.ofNullable(System.getenv(TOKEN_VARIABLE))
        .map(String::strip)
        .filter(t -> !t.isEmpty());
  }
}
