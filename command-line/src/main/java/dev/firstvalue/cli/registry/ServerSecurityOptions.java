package dev.firstvalue.cli.registry;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.access.Access;
import dev.firstvalue.registry.access.Limits;
import dev.firstvalue.registry.access.Tls;
import dev.firstvalue.registry.access.Tokens;
import dev.firstvalue.registry.http.Loopback;
import dev.firstvalue.registry.proposal.ProposalLimits;
import dev.firstvalue.registry.server.RegistryServer;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whom a server lets in, and how. */
final class ServerSecurityOptions {
  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = "Encrypt both ports: PEM certificates, the server's own first.")
  private @Nullable Path certificates;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "The key of the certificate: PEM, PKCS#8, not encrypted.")
  private @Nullable Path key;

  @Option(
      names = "--tls-client-ca",
      paramLabel = "FILE",
      description =
          "Let nobody connect without a certificate that one of these signed. Whoever shows one"
              + " and no token is a service of the name in it.")
  private @Nullable Path clientAuthorities;

  @Option(
      names = "--plaintext",
      description =
          "Listen beyond this machine without TLS: for a server behind a proxy that ends it."
              + " Tokens then travel in the clear from there.")
  private boolean plaintext;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description =
          "Requests that one caller may send in a second; 0: any number. Default:"
              + " ${DEFAULT-VALUE}, where callers show tokens.")
  private int rate = 1000;

  @Option(
      names = "--streams",
      paramLabel = "N",
      description =
          "Streams that one caller may hold open; 0: any number. Default: ${DEFAULT-VALUE}, where"
              + " callers show tokens.")
  private int streams = 1000;

  @Option(
      names = "--pushes",
      paramLabel = "N",
      description =
          "Git pushes that one caller may send in a minute; 0: any number. Default:"
              + " ${DEFAULT-VALUE}, where callers show tokens.")
  private int pushes = 20;

  @Option(
      names = "--open-proposals",
      paramLabel = "N",
      description =
          "Proposals that one author may have open; 0: any number. Default: ${DEFAULT-VALUE}.")
  private int openProposals = 100;

  @Option(
      names = "--all-open-proposals",
      paramLabel = "N",
      description = "Proposals that may be open in all; 0: any number. Default: ${DEFAULT-VALUE}.")
  private int allOpenProposals = 1000;

  /** {@code https} where the ports are encrypted. */
  String scheme() {
    return certificates == null ? "http" : "https";
  }

  /**
   * Sets a server up.
   *
   * @throws FirstvalueException ARGUMENT_INVALID
   */
  void apply(RegistryServer.Builder server, Tokens tokens, String host, Clock clock) {
    Optional<Tls> tls = tls();
    tls.ifPresent(server::tls);
    if (!tokens.exist() && clientAuthorities == null) {
      return;
    }
    if (tls.isEmpty() && !plaintext && !Loopback.is(new InetSocketAddress(host, 0))) {
      throw new FirstvalueException(
          ErrorCode.ARGUMENT_INVALID,
          "--host " + host,
          "other machines reach this address, and tokens would travel in the clear",
          "Give --tls-cert and --tls-key, or --plaintext behind a proxy that ends TLS");
    }
    server.access(new Access.ByToken(tokens, clock));
    server.limits(limits());
  }

  /**
   * How many proposals may be open.
   *
   * @throws FirstvalueException ARGUMENT_INVALID
   */
  ProposalLimits proposals() {
    atLeastNone("--open-proposals", openProposals);
    atLeastNone("--all-open-proposals", allOpenProposals);
    return new ProposalLimits(openProposals, allOpenProposals);
  }

  private Limits limits() {
    atLeastNone("--rate", rate);
    atLeastNone("--streams", streams);
    atLeastNone("--pushes", pushes);
    return new Limits(rate, streams, pushes, System::nanoTime);
  }

  private static void atLeastNone(String option, int value) {
    if (value < 0) {
      throw new FirstvalueException(
          ErrorCode.ARGUMENT_INVALID,
          option,
          value + " (expected: at least 0)",
          "Give how many, or 0 for any number");
    }
  }

  private Optional<Tls> tls() {
    if (certificates != null && key != null) {
      return Optional.of(new Tls(certificates, key, Optional.ofNullable(clientAuthorities)));
    }
    if (certificates != null || key != null || clientAuthorities != null) {
      throw new FirstvalueException(
          ErrorCode.ARGUMENT_INVALID,
          "--tls-cert, --tls-key",
          "one is missing",
          "Give both; --tls-client-ca goes with them");
    }
    return Optional.empty();
  }
}
