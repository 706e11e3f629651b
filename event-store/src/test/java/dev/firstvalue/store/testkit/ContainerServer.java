package dev.firstvalue.store.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firstvalue.store.connect.Credentials;
import dev.firstvalue.store.connect.StoreTarget;
import java.net.URI;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.clickhouse.ClickHouseContainer;

/** A ClickHouse in a container, which Testcontainers removes when the JVM ends. */
final class ContainerServer {

  private static final String IMAGE = "clickhouse/clickhouse-server:25.8-alpine";
  private static final int HTTP_PORT = 8123;

  private ContainerServer() {}

  @SuppressWarnings("resource") // lives as long as the JVM
  static TestServer start() {
    assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "-Dclickhouse=container needs Docker, which is not here");
    ClickHouseContainer container = new ClickHouseContainer(IMAGE);
    container.start();
    StoreTarget target =
        new StoreTarget(
            URI.create("http://" + container.getHost() + ":" + container.getMappedPort(HTTP_PORT)),
            "default",
            new Credentials(container.getUsername(), container.getPassword()),
            false);
    return new TestServer(target, target);
  }
}
