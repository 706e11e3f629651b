package dev.firstvalue.cli.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.cli.Run;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.access.Access;
import dev.firstvalue.registry.access.Tokens;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.version.DocumentLanguage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenCommandTest {
  @TempDir private Path home;
  private String registry;

  @BeforeEach
  void makeRegistry() {
    registry = home.resolve("registry.git").toString();
    RegistryRepository.createOrOpen(
            Path.of(registry), new DocumentLanguage(), InstantSource.system())
        .close();
  }

  @Test
  void aTokenIsPrintedOnceListedAndRevoked() {
    String secret = create("billing", "service");
    assertThat(secret).matches("fv_[0-9a-f]{12}_[A-Za-z0-9_-]{43}");
    String id = secret.substring(3, 15);

    assertThat(token("list").out())
        .contains(id, "service", "good", "billing")
        .doesNotContain(secret);
    assertThat(token("revoke", id).out()).contains("revoked " + id);
    assertThat(token("list").out()).contains("revoked");
    assertThat(token("revoke", "ffffffffffff").exit()).isEqualTo(2);
  }

  @Test
  void commandsShowTheirToken() throws IOException {
    Path file = Files.writeString(home.resolve("token"), create("Ana", "reader") + "\n");
    try (RegistryRepository repository =
            RegistryRepository.open(
                Path.of(registry), new DocumentLanguage(), InstantSource.system());
        RegistryServer server =
            RegistryServer.builder(repository)
                .access(
                    new Access.ByToken(
                        new Tokens(Path.of(registry), Clock.systemUTC()), Clock.systemUTC()))
                .start()) {
      String at = "localhost:" + server.port();
      assertThat(Run.of("list", "--server", at, "--token-file", file.toString()).exit()).isZero();

      Run unknown = Run.of("list", "--server", at);
      assertThat(unknown.exit()).isEqualTo(2);
      assertThat(unknown.err()).contains("unauthenticated", "FIRSTVALUE_TOKEN");
    }
  }

  @Test
  void aTokenIsNotSentInTheClearToAnotherMachine() throws IOException {
    Path file = Files.writeString(home.resolve("token"), "fv_secret");
    Run run = Run.of("list", "--server", "192.0.2.1:7777", "--token-file", file.toString());
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("in the clear").doesNotContain("fv_secret");
  }

  @Test
  void aServerBeyondThisMachineWantsTokensAndEncryption() {
    Run open = Run.of("serve", "--repository", registry, "--host", "0.0.0.0", "--port", "0");
    assertThat(open.exit()).isEqualTo(2);
    assertThat(open.err()).contains("firstvalue token create");

    create("Ana", "admin");
    Run clear = Run.of("serve", "--repository", registry, "--host", "0.0.0.0", "--port", "0");
    assertThat(clear.exit()).isEqualTo(2);
    assertThat(clear.err()).contains("--tls-cert");
    assertThat(Run.of("serve", "--repository", registry, "--tls-cert", "x.pem").exit())
        .isEqualTo(2);
  }

  @Test
  void whatIsNoTokensIsRefused() {
    assertThat(token("create", "--name", "x", "--role", "king").err()).contains("service, reader");
    assertThat(token("create", "--name", "a\u001b[2J", "--role", "admin").exit()).isEqualTo(2);
    assertThat(Run.of("token").exit()).isEqualTo(2);
    assertThat(Run.of("token", "list", "--repository", home.resolve("none").toString()).exit())
        .isEqualTo(2);
  }

  private String create(String name, String role) {
    Run run = token("create", "--name", name, "--role", role);
    assertThat(run.exit()).as(run.err()).isZero();
    return run.out().strip();
  }

  private Run token(String... arguments) {
    List<String> all = new ArrayList<>(List.of("token"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--repository", registry));
    return Run.of(all.toArray(String[]::new));
  }
}
