package dev.firstvalue.store.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What the engine is told: two users, one port, limits.
 *
 * <p>The engine's own session runs as {@code default}, which therefore has no password. So that
 * nobody else on the machine comes in by it, requests are handled only when they carry the
 * credentials of one of the two other users.
 */
final class EngineConfiguration {

  private static final HexFormat HEX = HexFormat.of();

  /**
   * A join that may go to the disk takes longer, and what is too large is counted in parts. Filters
   * made of the right side take longer than the join of rows that are dropped, unless nearly all
   * are.
   */
  private static final String JOINS =
      "<max_bytes_ratio_before_external_join>0</max_bytes_ratio_before_external_join>"
          + "<enable_join_runtime_filters>0</enable_join_runtime_filters>";

  private EngineConfiguration() {}

  static String statements(EnginePaths paths) {
    return """
    create database if not exists %s;
    system start listen http;
    select getServerPort('http_port') into outfile %s truncate format TSV;
    select count() from file('-', 'LineAsString', 's String')\
    """
        .formatted(EmbeddedEngine.DATABASE, sqlText(paths.port().toString()));
  }

  static String server(EnginePaths paths, EngineSettings settings, EngineUser... users) {
    StringBuilder rules = new StringBuilder();
    for (EngineUser user : users) {
      rules.append(
          """
              <rule>
                <headers><Authorization>Basic %s</Authorization></headers>
                <handler>
                  <type>dynamic_query_handler</type>
                  <query_param_name>query</query_param_name>
                </handler>
              </rule>
          """
              .formatted(basic(user)));
    }
    return """
    <clickhouse>
      <path>%1$s/</path>
      <tmp_path>%1$s/tmp/</tmp_path>
      <users_config>%2$s</users_config>
      <listen_host>127.0.0.1</listen_host>
      <http_port>0</http_port>
      <max_server_memory_usage>%3$s</max_server_memory_usage>
      <mark_cache_size>%4$s</mark_cache_size>
      <query_log>
        <database>system</database>
        <table>query_log</table>
        <flush_interval_milliseconds>1000</flush_interval_milliseconds>
      </query_log>
      <http_handlers>
    %5$s  </http_handlers>
    </clickhouse>
    """
        .formatted(
            xmlText(paths.data().toString()),
            xmlText(paths.users().toString()),
            Long.toString(settings.memoryBytes()),
            Long.toString(settings.markCacheBytes()),
            rules);
  }

  static String users(EngineUser admin, EngineUser reader) {
    return """
    <clickhouse>
      <profiles>
        <default/>
        <admin><readonly>%6$d</readonly>%8$s</admin>
        <reader><readonly>%7$d</readonly>%8$s</reader>
      </profiles>
      <quotas><default/></quotas>
      <users>
        <default>
          <password></password>
          <networks><ip>127.0.0.1</ip></networks>
          <profile>default</profile>
          <quota>default</quota>
          <grants>
            <query>GRANT SYSTEM LISTEN ON *.*</query>
            <query>GRANT READ ON FILE</query>
            <query>GRANT CREATE TEMPORARY TABLE ON *.*</query>
            <query>GRANT CREATE DATABASE ON %1$s.*</query>
          </grants>
        </default>
        <%2$s>
          <password_sha256_hex>%3$s</password_sha256_hex>
          <networks><ip>127.0.0.1</ip></networks>
          <profile>admin</profile>
          <quota>default</quota>
        </%2$s>
        <%4$s>
          <password_sha256_hex>%5$s</password_sha256_hex>
          <networks><ip>127.0.0.1</ip></networks>
          <profile>reader</profile>
          <quota>default</quota>
          <grants>
            <query>GRANT SELECT, SHOW, CREATE TEMPORARY TABLE ON *.*</query>
          </grants>
        </%4$s>
      </users>
    </clickhouse>
    """
        .formatted(
            EmbeddedEngine.DATABASE,
            admin.name(),
            sha256(admin.password()),
            reader.name(),
            sha256(reader.password()),
            admin.readonly(),
            reader.readonly(),
            JOINS);
  }

  private static String basic(EngineUser user) {
    return Base64.getEncoder()
        .encodeToString((user.name() + ":" + user.password()).getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(String text) {
    try {
      return HEX.formatHex(
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String sqlText(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  private static String xmlText(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
