package dev.firstvalue.registry.push;

import static dev.firstvalue.registry.Documents.bytes;
import static dev.firstvalue.registry.Documents.definition;
import static dev.firstvalue.registry.PlainGit.git;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.firstvalue.registry.RegistryTest;
import dev.firstvalue.registry.gate.GateResult;
import dev.firstvalue.registry.proposal.Proposals;
import dev.firstvalue.registry.server.RegistryServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.transport.PacketLineOut;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Pushes and fetches with bytes changed, cut, doubled and put in, some of them behind a right
 * checksum, some packed by gzip: each gets an answer that is no failure of the server, and main
 * stays as it is. {@code -Dpushes=10000} sends more; the seed is printed, and {@code -Dseed=} takes
 * one.
 */
class MalformedPushesTest extends RegistryTest {
  private static final int PUSHES = Integer.getInteger("pushes", 150);
  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final int HASH = 20;

  private RegistryServer server;
  private String url;
  private HttpClient http;

  @BeforeEach
  void serve() {
    commit("definitions/lessons.yaml", definition("lessons", 3));
    Proposals proposals =
        new Proposals(registry, language, candidate -> GateResult.allowed(java.util.List.of()));
    server =
        RegistryServer.builder(registry)
            .http("127.0.0.1", 0)
            .mount(new GitMount(registry, proposals))
            .start();
    url = "http://127.0.0.1:" + server.httpPort().orElseThrow() + "/git/git-";
    http = HttpClient.newHttpClient();
  }

  @AfterEach
  void stop() {
    http.close();
    server.close();
  }

  @Test
  void everyMalformedPushIsAnsweredAndMainStaysAsItIs() throws Exception {
    System.out.println(PUSHES + " malformed pushes, seed " + SEED);
    Random random = new Random(SEED);
    ObjectId main = ObjectId.fromString(registry.snapshot().commit());
    byte[] push = push(main, definition("lessons", 4));
    byte[] fetch = fetch(main);
    assertThat(sent("receive-pack", push, false).body()).contains("ok refs/heads/four");
    assertThat(sent("upload-pack", fetch, false).body()).contains("PACK");
    int refused = 0;
    for (int i = 0; i < PUSHES; i++) {
      boolean pushes = i % 4 != 3;
      byte[] bad = mutated(pushes ? push : fetch, random);
      if (pushes && random.nextBoolean()) {
        summed(bad);
      }
      HttpResponse<String> answer =
          sent(pushes ? "receive-pack" : "upload-pack", bad, random.nextInt(4) == 0);
      refused += answer.statusCode() == 200 ? 0 : 1;
      if (answer.statusCode() != 200) {
        assertThat(answer.statusCode())
            .as("%s, seed %d, %d", answer.body(), SEED, i)
            .isBetween(400, 499);
        assertThat(
                JsonParser.parseString(answer.body()).getAsJsonObject().getAsJsonArray("details"))
            .isNotEmpty();
      }
    }
    assertThat(refused).isPositive();
    assertThat(registry.refresh().commit()).isEqualTo(main.name());
    assertThat(git(directory, "for-each-ref", "--format=%(refname)", "refs/heads", "refs/tags"))
        .doesNotContain("four", "refs/tags/x");
    git(directory, "fsck", "--strict");
    assertThat(sent("receive-pack", push(main, definition("lessons", 5)), false).body())
        .contains("ok refs/heads/four");
  }

  /** 24 MiB of nothing are 24 KiB by gzip. */
  @Test
  void aBombOfAPushIsRefusedAtItsLimit() throws Exception {
    ObjectId main = ObjectId.fromString(registry.snapshot().commit());
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    PacketLineOut lines = new PacketLineOut(bomb);
    for (int i = 0; i < 100_000; i++) {
      lines.writeString("have " + main.name() + "\n");
    }
    HttpResponse<String> fetch = sent("upload-pack", bomb.toByteArray(), true);
    assertThat(fetch.body()).startsWith("004dERR expected 'want'").doesNotContain("internal");

    byte[] zeros = Arrays.copyOf(push(main, definition("lessons", 4)), 24 << 20);
    long before = System.nanoTime();
    HttpResponse<String> push = sent("receive-pack", zeros, true);
    assertThat(push.statusCode()).as(push.body()).isIn(200, 400, 429);
    assertThat(push.body()).doesNotContain("ok refs/heads/four");
    assertThat(System.nanoTime() - before).isLessThan(20_000_000_000L);
    assertThat(registry.refresh().commit()).isEqualTo(main.name());
  }

  private HttpResponse<String> sent(String service, byte[] body, boolean packed)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + service))
            .header("Content-Type", "application/x-git-" + service + "-request")
            .POST(BodyPublishers.ofByteArray(packed ? gzip(body) : body));
    if (packed) {
      request.header("Content-Encoding", "gzip");
    }
    return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
  }

  private static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(body);
    }
    return packed.toByteArray();
  }

  /** What git sends for {@code git push origin HEAD:four}. */
  private byte[] push(ObjectId main, String document) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Repository git = registry.store().git();
    try (ObjectInserter objects = git.newObjectInserter()) {
      TreeFormatter definitions = new TreeFormatter();
      definitions.append(
          "lessons.yaml",
          FileMode.REGULAR_FILE,
          objects.insert(Constants.OBJ_BLOB, bytes(document)));
      TreeFormatter root = new TreeFormatter();
      root.append("definitions", FileMode.TREE, objects.insert(definitions));
      root.append(
          "event-model.yaml",
          FileMode.REGULAR_FILE,
          git.resolve(main.name() + ":event-model.yaml"));
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(objects.insert(root));
      commit.setParentId(main);
      commit.setAuthor(new PersonIdent("Ben", "ben@example.com"));
      commit.setCommitter(commit.getAuthor());
      commit.setMessage("Ask for more\n");
      ObjectId id = objects.insert(commit);
      objects.flush();
      PacketLineOut lines = new PacketLineOut(out);
      lines.writeString(
          ObjectId.zeroId().name()
              + " "
              + id.name()
              + " refs/heads/four\0report-status agent=git/2.47");
      lines.end();
      try (PackWriter pack = new PackWriter(git)) {
        pack.preparePack(NullProgressMonitor.INSTANCE, Set.of(id), Set.of(main));
        pack.writePack(NullProgressMonitor.INSTANCE, NullProgressMonitor.INSTANCE, out);
      }
    }
    return out.toByteArray();
  }

  private static byte[] fetch(ObjectId main) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PacketLineOut lines = new PacketLineOut(out);
    lines.writeString("want " + main.name() + " ofs-delta agent=git/2.47\n");
    lines.end();
    lines.writeString("done\n");
    return out.toByteArray();
  }

  /** Puts the checksum of a pack right, so that what is in it is looked at. */
  private static void summed(byte[] push) throws Exception {
    String text = new String(push, StandardCharsets.ISO_8859_1);
    int pack = text.indexOf("PACK");
    if (pack >= 0 && push.length - pack > HASH) {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(push, pack, push.length - pack - HASH);
      System.arraycopy(sha1.digest(), 0, push, push.length - HASH, HASH);
    }
  }

  private static byte[] mutated(byte[] good, Random random) {
    byte[] now = good;
    int times = 1 + random.nextInt(3);
    for (int i = 0; i < times; i++) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      // The lines at the beginning are as much of the protocol as the pack behind them.
      int range = random.nextBoolean() ? Math.min(now.length, 150) : now.length;
      int at = random.nextInt(range + 1);
      int length = Math.min(now.length - at, 1 + random.nextInt(30));
      bytes.write(now, 0, at);
      switch (random.nextInt(4)) {
        case 0 -> bytes.write(random.nextInt(256));
        case 1 -> bytes.write(now, at, length);
        case 2 -> at += length;
        default -> {
          bytes.write(random.nextInt(256));
          at = Math.min(now.length, at + 1);
        }
      }
      bytes.write(now, at, now.length - at);
      now = bytes.toByteArray();
    }
    return now;
  }
}
