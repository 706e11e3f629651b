package dev.firstvalue.client;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a client and its registry know each other.
 *
 * @param encrypted whether the connection is: TLS
 * @param authorities PEM: who may have signed the registry's certificate; absent: those that Java
 *     trusts
 * @param certificate what the client shows of itself, where the registry asks for it
 * @param token tells the registry who asks. It is sent encrypted, or to this machine
 */
public record ClientSecurity(
    boolean encrypted,
    Optional<Path> authorities,
    Optional<ClientCertificate> certificate,
    Optional<String> token) {
  /** Nothing is encrypted, and nobody says who asks. */
  public static final ClientSecurity PLAIN =
      new ClientSecurity(false, Optional.empty(), Optional.empty(), Optional.empty());

  private static final Pattern THIS_MACHINE =
      Pattern.compile("(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]{1,5})?");
  private static final Pattern TOKEN = Pattern.compile("[!-~]{1,200}");

  /** Refuses a token that no header can hold. */
  public ClientSecurity {
    if (token.isPresent() && !TOKEN.matcher(token.get()).matches()) {
      throw new FirstvalueException(
          ErrorCode.ARGUMENT_INVALID,
          "token",
          "it is none (expected: 1 to 200 characters without a space)",
          "Give it as firstvalue token create printed it");
    }
  }

  /**
   * A certificate and its key.
   *
   * @param certificates PEM: the client's own first
   * @param key PEM, PKCS#8, not encrypted
   */
  public record ClientCertificate(Path certificates, Path key) {}

  /** The same with a token. */
  public ClientSecurity withToken(String secret) {
    return new ClientSecurity(encrypted, authorities, certificate, Optional.of(secret));
  }

  NettyChannelBuilder channel(String target) {
    NettyChannelBuilder channel = NettyChannelBuilder.forTarget(target);
    if (!encrypted) {
      channel.usePlaintext();
    } else if (authorities.isPresent() || certificate.isPresent()) {
      SslContextBuilder keys = GrpcSslContexts.forClient();
      try {
        authorities.ifPresent(file -> keys.trustManager(file.toFile()));
        certificate.ifPresent(
            own -> keys.keyManager(own.certificates().toFile(), own.key().toFile()));
        channel.sslContext(keys.build());
      } catch (IOException | IllegalArgumentException e) {
        throw new FirstvalueException(
            ErrorCode.FILE_UNREADABLE,
            "certificates",
            "they cannot be used: " + e.getMessage(),
            "Give PEM files, and the key as PKCS#8",
            e);
      }
    }
    token.ifPresent(secret -> send(secret, channel, target));
    return channel;
  }

  private void send(String secret, NettyChannelBuilder channel, String target) {
    if (!encrypted && !THIS_MACHINE.matcher(target.toLowerCase(Locale.ROOT)).matches()) {
      throw new FirstvalueException(
          ErrorCode.ARGUMENT_INVALID,
          target,
          "the token would travel in the clear",
          "Connect with TLS (--tls, --ca FILE)");
    }
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + secret);
    channel.intercept(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "ClientSecurity[encrypted="
        + encrypted
        + ", token="
        + (token.isPresent() ? "…" : "none")
        + "]";
  }
}
