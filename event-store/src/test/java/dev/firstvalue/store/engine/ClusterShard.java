package dev.firstvalue.store.engine;

import dev.firstvalue.store.connect.Credentials;
import dev.firstvalue.store.connect.StoreTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One engine of a cluster: besides HTTP it answers in ClickHouse's own protocol, by which shards
 * ask each other.
 *
 * @param process the engine
 * @param http its port for clients
 * @param tcp its port for other shards
 */
record ClusterShard(Process process, int http, int tcp, EngineUser admin, EngineUser reader) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(10);
  private static final Duration CLOSING = Duration.ofSeconds(5);

  /** Starts one that knows those others, and itself as the first shard of all. */
  static ClusterShard start(Path home, List<ClusterShard> others) throws IOException {
    EnginePaths paths = EnginePaths.of(home);
    paths.prepare();
    SecureRandom random = new SecureRandom();
    EngineUser admin = EngineUser.create("firstvalue_admin", 0, random);
    EngineUser reader = EngineUser.create("firstvalue_reader", 2, random);
    int tcp = freePort();
    EnginePaths.writeSecret(
        paths.configuration(),
        EngineConfiguration.server(paths, EngineSettings.ofThisMachine(), admin, reader)
            .replace(
                "</clickhouse>",
                """
                  <tcp_port>%d</tcp_port>
                  <remote_servers>
                    <%s>%s</%s>
                    <%s>%s</%s>
                  </remote_servers>
                </clickhouse>
                """
                    .formatted(
                        tcp,
                        EngineCluster.NAME,
                        shards(tcp, reader, others, ClusterShard::reader),
                        EngineCluster.NAME,
                        EngineCluster.LOADING,
                        shards(tcp, admin, others, ClusterShard::admin),
                        EngineCluster.LOADING)));
    EnginePaths.writeSecret(paths.users(), EngineConfiguration.users(admin, reader));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                EngineLibrary.home().toString(),
                EngineMain.class.getName(),
                EngineLibrary.find().toString(),
                paths.configuration().toString(),
                EngineConfiguration.statements(paths)
                    .replace("listen http;", "listen http; system start listen tcp;"))
            .redirectErrorStream(true)
            .redirectOutput(paths.log().toFile())
            .start();
    return new ClusterShard(process, awaitPort(process, paths), tcp, admin, reader);
  }

  private static String shards(
      int tcp,
      EngineUser user,
      List<ClusterShard> others,
      Function<ClusterShard, EngineUser> userOf) {
    return Stream.concat(
            Stream.of(shard(tcp, user)),
            others.stream().map(other -> shard(other.tcp(), userOf.apply(other))))
        .collect(Collectors.joining());
  }

  private static String shard(int tcp, EngineUser user) {
    return """
    <shard><replica>
      <host>127.0.0.1</host><port>%d</port><user>%s</user><password>%s</password>
    </replica></shard>
    """
        .formatted(tcp, user.name(), user.password());
  }

  /** The port has to be known before the engine runs: what it is called is in its configuration. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static int awaitPort(Process process, EnginePaths paths) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.exists(paths.port()) || !Files.readString(paths.port()).endsWith("\n")) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        EngineStart.end(process, Duration.ZERO);
        throw new IOException(
            "no answer from " + paths.root() + ": " + Files.readString(paths.log()));
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
    return Integer.parseInt(Files.readString(paths.port()).strip());
  }

  StoreTarget target(EngineUser user) {
    return new StoreTarget(
        URI.create("http://127.0.0.1:" + http),
        EmbeddedEngine.DATABASE,
        new Credentials(user.name(), user.password()),
        false);
  }

  void end() {
    EngineStart.end(process, CLOSING);
  }
}
