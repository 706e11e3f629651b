package dev.firstvalue.store.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StoreTargetTest {

  private static final Credentials ANA = new Credentials("ana", "s3cret");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "http://h:8123/web,                      http://h:8123,  web",
    "http://h,                               http://h:8123,  default",
    "https://h/web,                          https://h:8443, web",
    "https://h:443/?database=web,            https://h:443,  web",
    "clickhouse://h/web,                     http://h:8123,  web",
    "clickhouse://h/web?ssl=true,            https://h:8443, web",
    "jdbc:clickhouse://h:18123/web,          http://h:18123, web",
    "jdbc:clickhouse:http://h:18123/web,     http://h:18123, web",
    "jdbc:ch:https://h:18123/web,            https://h:18123, web",
    "http://[::1]:8123/web,                  http://[::1]:8123, web",
  })
  void theUsualFormsOfAnAddressAreRead(String text, String endpoint, String database) {
    StoreTarget target = StoreTarget.parse(text, ANA);
    assertThat(target.endpoint()).hasToString(endpoint);
    assertThat(target.database()).isEqualTo(database);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://ana:s3cret@h:8123/web",
        "jdbc:clickhouse://h/web?user=ana&password=s3cret",
        "jdbc:postgresql://h/s3cret",
        "h:8123",
        "http://h/s3cret/more",
        "http://h/web?s3cret=1",
        "http://h h/s3cret",
        "",
      })
  void whatIsNoAddressIsRefusedWithoutRepeatingIt(String text) {
    assertThatExceptionOfType(FirstvalueException.class)
        .isThrownBy(() -> StoreTarget.parse(text, ANA))
        .matches(e -> e.code() == ErrorCode.ARGUMENT_INVALID)
        .withMessageNotContaining("s3cret");
  }

  @Test
  void aPasswordIsNeverPrinted() {
    StoreTarget target = StoreTarget.parse("http://h", ANA);
    assertThat(target + " " + target.credentials()).doesNotContain("s3cret");
  }

  @Test
  void credentialsComeFromTheEnvironment() {
    assertThat(
            Credentials.fromEnvironment(
                Map.of("FIRSTVALUE_STORE_USER", "ana", "FIRSTVALUE_STORE_PASSWORD", "s3cret")))
        .isEqualTo(ANA);
    assertThat(Credentials.fromEnvironment(Map.of())).isEqualTo(new Credentials("default", ""));
  }

  @Test
  void credentialsComeFromAFileLineByLine() throws IOException {
    Path file = folder.resolve("store");
    Files.writeString(file, "# the analytics store\n\nuser=ana\npassword= a=b\\n# \n");
    assertThat(Credentials.fromFile(file)).isEqualTo(new Credentials("ana", " a=b\\n# "));
  }

  @Test
  void anotherLineInTheFileIsNamedByItsNumberOnly() throws IOException {
    Path file = folder.resolve("store");
    Files.writeString(file, "user=ana\ns3cret\n");
    assertThatExceptionOfType(FirstvalueException.class)
        .isThrownBy(() -> Credentials.fromFile(file))
        .withMessageContaining(file + ":2")
        .withMessageNotContaining("s3cret");
  }
}
