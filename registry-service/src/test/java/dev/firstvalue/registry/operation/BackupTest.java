package dev.firstvalue.registry.operation;

import static dev.firstvalue.registry.PlainGit.git;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.Documents;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.RegistryTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackupTest extends RegistryTest {
  private Path file;

  @BeforeEach
  void fill() {
    file = home.resolve("registry.bundle");
    commit("definitions/lessons.yaml", Documents.definition("lessons", 3));
    commit("definitions/lessons.yaml", Documents.definition("lessons", 4));
  }

  @Test
  void whatIsBackedUpWhileTheWriterRunsComesBackWhole() {
    registry.audit().orElseThrow().flush();
    Backup.Summary written = Backup.write(directory, file, clock);
    Path restored = home.resolve("restored.git");
    Restoration.Summary summary = Restoration.restore(file, restored, language, clock);

    assertThat(written.commit()).isEqualTo(registry.snapshot().commit());
    assertThat(summary.revision()).isEqualTo(registry.snapshot().revision());
    assertThat(git(restored, "for-each-ref"))
        .isEqualTo(git(directory, "for-each-ref"))
        .contains("refs/firstvalue/audit");
    git(restored, "fsck", "--strict");
    try (RegistryRepository again = RegistryRepository.openForWriting(restored, language, clock)) {
      assertThat(numbers(again.snapshot(), "lessons")).containsExactly("2.0", "1.0");
    }
  }

  @Test
  void plainGitReadsABackup() {
    Backup.write(directory, file, clock);
    git(directory, "bundle", "verify", file.toString());
    git(home, "clone", "--quiet", file.toString(), "copy");
    assertThat(home.resolve("copy/definitions/lessons.yaml")).exists();
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    Files.writeString(file, "somebody's");
    assertError(ErrorCode.FILE_UNWRITABLE, () -> Backup.write(directory, file, clock));
    assertThat(file).hasContent("somebody's");

    Path other = home.resolve("other.bundle");
    Backup.write(directory, other, clock);
    assertError(
        ErrorCode.FILE_UNWRITABLE, () -> Restoration.restore(other, directory, language, clock));
    assertThat(left()).containsExactly("other.bundle", "registry.bundle", "registry.git");
  }

  @Test
  void aDamagedBackupBringsNothingBack() throws IOException {
    Backup.write(directory, file, clock);
    byte[] bytes = Files.readAllBytes(file);
    Path restored = home.resolve("restored.git");
    for (int at : List.of(3, bytes.length / 2, bytes.length - 10)) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 0x55;
      Files.write(file, damaged);
      assertError(
          ErrorCode.REPOSITORY_DAMAGED, () -> Restoration.restore(file, restored, language, clock));
    }
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertError(
        ErrorCode.REPOSITORY_DAMAGED, () -> Restoration.restore(file, restored, language, clock));
    assertThat(left()).containsExactly("registry.bundle", "registry.git");
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.list(home)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private static void assertError(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .asInstanceOf(InstanceOfAssertFactories.type(FirstvalueException.class))
        .extracting(FirstvalueException::code)
        .isEqualTo(code);
  }
}
