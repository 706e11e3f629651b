package dev.firstvalue.registry.access;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * What a server shows of itself, and whom it lets connect.
 *
 * @param certificates PEM: its own first, then those up to the root
 * @param key PEM, PKCS#8, not encrypted
 * @param clientAuthorities PEM: whoever connects has to show a certificate that one of these signed
 */
public record Tls(Path certificates, Path key, Optional<Path> clientAuthorities) {
  private static final char[] NO_PASSWORD = new char[0];

  /**
   * For gRPC.
   *
   * @throws FirstvalueException FILE_UNREADABLE
   */
  public SslContext netty() {
    try {
      SslContextBuilder builder = GrpcSslContexts.forServer(certificates.toFile(), key.toFile());
      if (clientAuthorities.isPresent()) {
        builder.trustManager(clientAuthorities.get().toFile()).clientAuth(ClientAuth.REQUIRE);
      }
      return builder.build();
    } catch (IOException | IllegalArgumentException e) {
      throw unusable(e);
    }
  }

  /**
   * For HTTP.
   *
   * @throws FirstvalueException FILE_UNREADABLE
   */
  public SslContextFactory.Server jetty() {
    try {
      SslContextFactory.Server factory = new SslContextFactory.Server();
      KeyStore own = KeyStore.getInstance("PKCS12");
      own.load(null, null);
      own.setKeyEntry(
          "server", privateKey(), NO_PASSWORD, read(certificates).toArray(Certificate[]::new));
      factory.setKeyStore(own);
      factory.setKeyStorePassword("");
      if (clientAuthorities.isPresent()) {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        int number = 0;
        for (Certificate authority : read(clientAuthorities.get())) {
          trusted.setCertificateEntry("authority-" + number++, authority);
        }
        factory.setTrustStore(trusted);
        factory.setNeedClientAuth(true);
      }
      return factory;
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw unusable(e);
    }
  }

  private static Collection<? extends Certificate> read(Path file)
      throws IOException, GeneralSecurityException {
    try (var in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in);
    }
  }

  private PrivateKey privateKey() throws IOException, GeneralSecurityException {
    String pem = Files.readString(key, StandardCharsets.US_ASCII);
    byte[] der =
        Base64.getMimeDecoder()
            .decode(pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").strip());
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(der);
    GeneralSecurityException last = new GeneralSecurityException("no key");
    for (String algorithm : new String[] {"EC", "RSA", "Ed25519"}) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (GeneralSecurityException e) {
        last = e;
      }
    }
    throw last;
  }

  private FirstvalueException unusable(Exception e) {
    return new FirstvalueException(
        ErrorCode.FILE_UNREADABLE,
        certificates + ", " + key,
        "the certificate and its key cannot be used: " + e.getMessage(),
        "Give PEM files: the certificates from the server's own up, and its key as PKCS#8"
            + " (`openssl pkcs8 -topk8 -nocrypt` makes one)",
        e);
  }
}
