package dev.firstvalue.registry.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.registry.FakeClock;
import dev.firstvalue.registry.v1.Reader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReaderLedgerTest {
  private static final ReaderClient PRICING = new ReaderClient("billing", "pricing", "2.4");

  private final FakeClock clock = new FakeClock();
  @TempDir private Path folder;
  private ReaderLedger ledger;

  @BeforeEach
  void open() {
    ledger = ReaderLedger.open(folder, clock);
  }

  @Test
  void aClientIsCountedByVersionWithItsFirstAndItsLastTime() {
    Instant first = clock.instant();
    ledger.answered("lessons", 1, PRICING);
    clock.pass(Duration.ofHours(1));
    ledger.answered("lessons", 1, PRICING);
    ledger.answered("lessons", 2, PRICING);

    Reader reader = ledger.readers().getFirst();
    assertThat(reader.getVersion()).isEqualTo(1);
    assertThat(reader.getFetches()).isEqualTo(2);
    assertThat(reader.getFirstSeen().getSeconds()).isEqualTo(first.getEpochSecond());
    assertThat(reader.getLastSeen().getSeconds()).isEqualTo(clock.instant().getEpochSecond());
    assertThat(ledger.readers()).hasSize(2);
  }

  @Test
  void whatWasKeptIsThereAfterARestartAndCountsOn() {
    Instant since = clock.instant();
    ledger.answered("lessons", 1, PRICING);
    ledger.keep();
    clock.pass(Duration.ofDays(1));
    ledger = ReaderLedger.open(folder, clock);
    ledger.answered("lessons", 1, PRICING);

    assertThat(ledger.countedSince()).isEqualTo(since);
    assertThat(ledger.readers())
        .singleElement()
        .satisfies(
            reader -> assertThat(reader.getFetches()).isEqualTo(2),
            reader ->
                assertThat(reader.getFirstSeen().getSeconds()).isEqualTo(since.getEpochSecond()),
            reader ->
                assertThat(reader.getLastSeen().getSeconds())
                    .isEqualTo(clock.instant().getEpochSecond()));
  }

  @Test
  void nothingIsWrittenUntilSomethingWasRead() {
    ledger.keep();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFileThatDoesNotReadStopsNothingAndIsCountedAnew() throws IOException {
    Path file = folder.resolve("firstvalue-readers.json");
    Files.writeString(file, "{\"readers\": [{");
    ledger = ReaderLedger.open(folder, clock);
    assertThat(ledger.readers()).isEmpty();
    assertThat(ledger.countedSince()).isEqualTo(clock.instant());
    ledger.answered("lessons", 1, PRICING);
    ledger.keep();
    assertThat(Files.readString(file)).contains("\"pricing\"");
  }

  @Test
  void whoChangesItsNameAllTheTimeFillsItsOwnShareAlone() {
    for (int i = 0; i < 3 * ReaderLedger.MOST_OF_A_CALLER; i++) {
      ledger.answered("lessons", 1, new ReaderClient("mallory", "client-" + i, ""));
    }
    ledger.answered("lessons", 1, PRICING);

    assertThat(ledger.readers()).hasSize(ReaderLedger.MOST_OF_A_CALLER + 2).contains(row(PRICING));
    assertThat(fetches(new ReaderClient("mallory", "(other)", "")))
        .isEqualTo(2L * ReaderLedger.MOST_OF_A_CALLER);
  }

  @Test
  void manyCallersAreBoundedTooAndNoneOfTheirReadsIsLost() {
    int many = ReaderLedger.MOST_CLIENTS + 500;
    for (int i = 0; i < many; i++) {
      ledger.answered("lessons", 1, new ReaderClient("caller-" + i, "curl", ""));
    }
    assertThat(ledger.readers()).hasSize(ReaderLedger.MOST_CLIENTS + 1);
    assertThat(fetches(new ReaderClient("(other)", "(other)", ""))).isEqualTo(500);
  }

  @Test
  void rowsAreBoundedHoweverManyVersionsAClientReads() {
    int many = ReaderLedger.MOST_ROWS + 10;
    for (int i = 1; i <= many; i++) {
      ledger.answered("lessons", i, PRICING);
    }
    assertThat(ledger.readers().stream().filter(r -> r.getClient().equals("(other)")).count())
        .isEqualTo(10);
  }

  @Test
  void whoWasNotSeenForFourHundredDaysIsForgotten() {
    ledger.answered("lessons", 1, PRICING);
    clock.pass(Duration.ofDays(401));
    ledger.answered("lessons", 1, new ReaderClient("ana", "curl", "8"));
    ledger.keep();
    assertThat(ledger.readers()).extracting(Reader::getClient).containsExactly("curl");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pricing/2.4.1                    | pricing            | 2.4.1",
        "curl/8.5.0                       | curl               | 8.5.0",
        "grpc-java-netty/1.76.0           | grpc-java-netty    | 1.76.0",
        "my-service/1.2 grpc-go/1.70.0    | my-service         | 1.2",
        "Mozilla/5.0 (X11; Linux x86_64)  | Mozilla            | 5.0",
        "python-requests                  | python-requests    | ''",
        "<script>alert(1)</script>        | unknown            | ''",
        "(other)                          | unknown            | ''",
        "''                               | unknown            | ''",
      })
  void aClientIsCalledByTheFirstProductThatItNames(String said, String name, String version) {
    assertThat(ReaderClient.of("ana", said)).isEqualTo(new ReaderClient("ana", name, version));
  }

  @Test
  void longAndStrangeNamesAreCutAndCleaned() {
    ReaderClient client =
        ReaderClient.of("an\u0000a\u202e".repeat(100), "x".repeat(5_000) + "/" + "9".repeat(5_000));
    assertThat(client.caller()).hasSize(100).matches("[ -~]+");
    assertThat(client.name()).isEqualTo("x".repeat(64));
    assertThat(ReaderClient.of("ana", "a/" + "9".repeat(100)).version()).isEqualTo("9".repeat(32));
    assertThat(ReaderClient.of("ana", "name\n/1").name()).isEqualTo("name");
  }

  private Reader row(ReaderClient client) {
    return ledger.readers().stream()
        .filter(
            reader ->
                reader.getCaller().equals(client.caller())
                    && reader.getClient().equals(client.name()))
        .findFirst()
        .orElseThrow();
  }

  private long fetches(ReaderClient client) {
    return row(client).getFetches();
  }
}
