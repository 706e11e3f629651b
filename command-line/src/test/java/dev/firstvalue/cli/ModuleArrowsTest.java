package dev.firstvalue.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds the arrows between the modules. A class belongs to the module that it was built in, which
 * is read from the place of its class file: packages of one name may lie in two modules.
 */
class ModuleArrowsTest {
  /** Which modules each module may name in its code, itself apart. */
  private static final Map<String, Set<String>> MAY_SEE =
      Map.ofEntries(
          entry("proto", Set.of()),
          entry("statistics", Set.of()),
          entry("definition", Set.of("proto")),
          entry("event-store", Set.of("definition", "proto")),
          entry("validator", Set.of("event-store", "definition", "proto", "statistics")),
          entry("experiment-analyzer", Set.of("event-store", "definition", "proto", "statistics")),
          entry("registry-service", Set.of("definition", "proto")),
          entry("client", Set.of("definition", "proto")),
          entry("simulation", Set.of("definition", "proto")),
          entry("reporting", Set.of("proto")),
          entry("console", Set.of("reporting", "proto")));

  private static final Pattern BUILT_IN = Pattern.compile(".*/([a-z-]+)/target/.*");

  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.firstvalue");

  static Stream<Arguments> arrows() {
    return MAY_SEE.entrySet().stream().map(arrow -> arguments(arrow.getKey(), arrow.getValue()));
  }

  @ParameterizedTest
  @MethodSource("arrows")
  void aModuleSeesOnlyThoseBelowIt(String module, Set<String> below) {
    classes()
        .that(areIn(module))
        .should()
        .onlyDependOnClassesThat(
            DescribedPredicate.describe(
                "are in " + module + ", in " + below + " or in a library",
                target -> {
                  String home = moduleOf(target);
                  return home.isEmpty() || home.equals(module) || below.contains(home);
                }))
        .allowEmptyShould(true)
        .check(PROGRAM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"definition", "statistics"})
  void aPureModuleDoesNoInputOrOutput(String module) {
    noClasses()
        .that(areIn(module))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.sql..",
            "javax.sql..",
            "java.net.http..",
            "java.nio.channels..",
            "com.clickhouse..",
            "io.grpc..",
            "org.eclipse.jgit..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.nio.file.Files")
        .allowEmptyShould(true)
        .check(PROGRAM);
  }

  @Test
  void onlyTheEventStoreTalksToClickHouse() {
    noClasses()
        .that(DescribedPredicate.not(areIn("event-store")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "com.clickhouse..")
        .check(PROGRAM);
  }

  @Test
  void onlyTheRegistryTalksToGit() {
    noClasses()
        .that(DescribedPredicate.not(areIn("registry-service")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.eclipse.jgit..")
        .check(PROGRAM);
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("dev.firstvalue.(**)").should().beFreeOfCycles().check(PROGRAM);
  }

  private static DescribedPredicate<JavaClass> areIn(String module) {
    return DescribedPredicate.describe("are in " + module, type -> moduleOf(type).equals(module));
  }

  private static String moduleOf(JavaClass type) {
    return type.getSource()
        .map(source -> BUILT_IN.matcher(source.getUri().toString()))
        .filter(Matcher::matches)
        .map(place -> place.group(1))
        .orElse("");
  }
}
