package dev.firstvalue.store.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EngineLibraryTest {

  private static final Optional<String> LINUX = Optional.of("linux-x64-gnu");

  @TempDir private Path checkout;

  @Test
  void theLibraryOfThisPlatformIsFoundInAFolderAbove() throws IOException {
    Path library = library("tools/node_modules/@chdb/lib-linux-x64-gnu/libchdb.so");
    assertThat(EngineLibrary.find(null, null, LINUX, checkout.resolve("a/target/classes")))
        .isEqualTo(library);
  }

  @Test
  void thePropertyWinsOverTheVariableAndBothOverThePackage() throws IOException {
    library("node_modules/@chdb/lib-linux-x64-gnu/libchdb.so");
    Path property = library("property.so");
    Path variable = library("variable.so");
    assertThat(EngineLibrary.find(property.toString(), variable.toString(), LINUX, checkout))
        .isEqualTo(property);
    assertThat(EngineLibrary.find(null, variable.toString(), LINUX, checkout)).isEqualTo(variable);
  }

  @Test
  void aPlatformWithoutAnEngineIsToldToBringAStore() {
    assertMissing(null, EngineLibrary.platform("SunOS", "sparc"), "no engine is built");
    assertMissing(null, EngineLibrary.platform("Windows 11", "amd64"), "no engine is built");
  }

  @Test
  void aMissingLibraryIsNamed() {
    assertMissing(null, LINUX, "@chdb/lib-linux-x64-gnu");
    assertMissing("/no/such/file", LINUX, "/no/such/file");
  }

  @Test
  void aPlatformIsSupportedByItsPackageOrByALibraryThatSomebodyBrought() throws IOException {
    Path brought = library("brought.so");
    Supplier<Path> nothing = () -> EngineLibrary.find("/no/such/file", null, LINUX, checkout);
    assertThat(EngineLibrary.isSupported(nothing, LINUX)).isTrue();
    assertThat(EngineLibrary.isSupported(nothing, Optional.empty())).isFalse();
    assertThat(EngineLibrary.isSupported(() -> brought, Optional.empty())).isTrue();
  }

  @Test
  void platformsAreCalledAsTheirPackages() {
    assertThat(EngineLibrary.platform("Linux", "amd64")).contains("linux-x64-gnu");
    assertThat(EngineLibrary.platform("Linux", "aarch64")).contains("linux-arm64-gnu");
    assertThat(EngineLibrary.platform("Mac OS X", "x86_64")).contains("darwin-x64");
    assertThat(EngineLibrary.platform("Mac OS X", "aarch64")).contains("darwin-arm64");
  }

  private void assertMissing(@Nullable String property, Optional<String> platform, String words) {
    assertThatExceptionOfType(FirstvalueException.class)
        .isThrownBy(() -> EngineLibrary.find(property, null, platform, checkout))
        .matches(e -> e.code() == ErrorCode.ENGINE_NOT_INSTALLED)
        .withMessageContaining(words)
        .withMessageContaining("--store");
  }

  private Path library(String name) throws IOException {
    Path file = checkout.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.createFile(file);
  }
}
