package dev.firstvalue.store.connect;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a ClickHouse answers over HTTP, which of its databases is meant, and who asks.
 *
 * @param endpoint {@code http://host:port} or {@code https://host:port}, without path
 * @param database the database that a table without one belongs to; not empty
 * @param credentials who asks
 * @param embedded whether it is the engine that this process started
 */
public record StoreTarget(
    URI endpoint, String database, Credentials credentials, boolean embedded) {

  private static final int HTTP_PORT = 8123;
  private static final int HTTPS_PORT = 8443;
  private static final String DEFAULT_DATABASE = "default";
  private static final List<String> PREFIXES = List.of("jdbc:clickhouse:", "jdbc:ch:");

  public StoreTarget {
    if (endpoint.getHost() == null
        || endpoint.getPort() < 0
        || endpoint.getRawUserInfo() != null
        || !List.of("http", "https").contains(endpoint.getScheme())) {
      throw new IllegalArgumentException(
          "endpoint: not an address (expected: http://host:port or https://host:port)");
    }
    if (database.isEmpty()) {
      throw new IllegalArgumentException("database: empty (expected: a name)");
    }
  }

  /**
   * Reads {@code http://host:port/database}, {@code https://…}, {@code clickhouse://…}, {@code
   * jdbc:clickhouse://…} and {@code jdbc:clickhouse:http://…}. The port is that of ClickHouse's
   * HTTP interface: 8123, with TLS 8443, when absent; so is the database: {@code default}. Of
   * parameters only {@code database} and {@code ssl} are known. Credentials in an address end up in
   * histories and logs, so they are refused, without repeating them.
   *
   * @throws dev.firstvalue.definition.error.FirstvalueException when the text is no such address
   */
  public static StoreTarget parse(String text, Credentials credentials) {
    String address = text;
    for (String prefix : PREFIXES) {
      if (text.toLowerCase(Locale.ROOT).startsWith(prefix)) {
        String rest = text.substring(prefix.length());
        address = rest.startsWith("//") ? "clickhouse:" + rest : rest;
      }
    }
    URI uri;
    try {
      uri = URI.create(address);
    } catch (IllegalArgumentException e) {
      throw StoreErrors.badAddress("it does not read as an address");
    }
    if (uri.getRawUserInfo() != null) {
      throw StoreErrors.badAddress("it holds credentials");
    }
    if (uri.getHost() == null || uri.getScheme() == null) {
      throw StoreErrors.badAddress("it names no host");
    }
    Parameters parameters = Parameters.of(uri);
    boolean secure =
        switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
          case "http" -> false;
          case "https" -> true;
          case "clickhouse", "ch" -> parameters.ssl;
          default -> throw StoreErrors.badAddress("its scheme is not one of a ClickHouse");
        };
    int port = uri.getPort() >= 0 ? uri.getPort() : secure ? HTTPS_PORT : HTTP_PORT;
    return new StoreTarget(
        URI.create((secure ? "https://" : "http://") + uri.getHost() + ":" + port),
        parameters.database.or(() -> pathOf(uri)).orElse(DEFAULT_DATABASE),
        credentials,
        false);
  }

  private static Optional<String> pathOf(URI uri) {
    String path = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
    if (path.contains("/")) {
      throw StoreErrors.badAddress("its path is more than a database");
    }
    return Optional.of(path).filter(name -> !name.isEmpty());
  }

  /** The same store with another database. */
  public StoreTarget withDatabase(String name) {
    return new StoreTarget(endpoint, name, credentials, embedded);
  }

  /** What a message calls it: the address without credentials. */
  @Override
  public String toString() {
    return embedded ? "embedded engine" : endpoint + "/" + database;
  }

  private record Parameters(Optional<String> database, boolean ssl) {

    static Parameters of(URI uri) {
      Optional<String> database = Optional.empty();
      boolean ssl = false;
      for (String pair : Optional.ofNullable(uri.getQuery()).orElse("").split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        switch (name) {
          case "" -> {}
          case "database" -> database = Optional.of(value);
          case "ssl" -> ssl = Boolean.parseBoolean(value);
          case "user", "username", "password" ->
              throw StoreErrors.badAddress("it holds credentials");
          default -> throw StoreErrors.badAddress("it has an unknown parameter");
        }
      }
      return new Parameters(database.filter(name -> !name.isEmpty()), ssl);
    }
  }
}
