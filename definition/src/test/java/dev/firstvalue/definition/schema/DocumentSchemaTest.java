package dev.firstvalue.definition.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.firstvalue.definition.document.DocumentKind;
import dev.firstvalue.definition.document.DocumentReader;
import dev.firstvalue.definition.document.Read;
import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.hostile.Documents;
import dev.firstvalue.definition.hostile.TreeMutations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas, by a validator that is not ours. */
class DocumentSchemaTest {
  private static final Path SHOWN = Path.of("../definitions-repo");

  /** The rules on the form of a document: what a schema can know of it, and has to. */
  private static final Set<String> STRUCTURAL =
      Set.of(
          "unknown-field",
          "wrong-type",
          "missing-field",
          "missing-value",
          "unknown-word",
          "value-refused",
          "one-form",
          "unknown-kind",
          "wrong-kind",
          "too-many-problems");

  private static final Map<DocumentKind, Schema> SCHEMAS =
      Map.of(
          DocumentKind.EVENT_MODEL, schema(DocumentKind.EVENT_MODEL),
          DocumentKind.VALUE_EVENT, schema(DocumentKind.VALUE_EVENT),
          DocumentKind.EXPERIMENT, schema(DocumentKind.EXPERIMENT),
          DocumentKind.POLICY, schema(DocumentKind.POLICY));

  private static Schema schema(DocumentKind kind) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
        .getSchema(DocumentSchema.of(kind), InputFormat.JSON);
  }

  static List<Path> shownDocuments() throws IOException {
    try (Stream<Path> files = Files.walk(SHOWN)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> kindOf(file).isPresent())
          .sorted()
          .toList();
    }
  }

  private static Optional<DocumentKind> kindOf(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith("kind: "))
          .findFirst()
          .flatMap(line -> DocumentKind.of(line.substring("kind: ".length())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("shownDocuments")
  void aDocumentOfTheShownRepositoryIsAccepted(Path file) throws IOException {
    DocumentKind kind = kindOf(file).orElseThrow();
    String text = Files.readString(file);
    String path = SHOWN.relativize(file).toString().replace('\\', '/');

    assertThat(errors(kind, Documents.tree(text))).isEmpty();
    assertThat(text).startsWith(DocumentSchema.modeline(path, kind));
  }

  @Test
  void theShownRepositoryHoldsTheSchemas() {
    DocumentSchema.files()
        .forEach(
            (path, schema) ->
                assertThat(SHOWN.resolve(path))
                    .as("firstvalue schema --out definitions-repo/.schemas writes them")
                    .hasContent(schema));
  }

  @ParameterizedTest
  @EnumSource
  void aDocumentThatSaysEveryFieldIsAccepted(DocumentKind kind) {
    assertThat(errors(kind, Documents.tree(Documents.whole(kind)))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void schemaAndReaderRefuseTheSameForms(DocumentKind kind) throws IOException {
    List<JsonObject> documents = new ArrayList<>();
    documents.add(Documents.tree(Documents.whole(kind)));
    for (Path file : shownDocuments()) {
      if (kindOf(file).equals(Optional.of(kind))) {
        documents.add(Documents.tree(Files.readString(file)));
      }
    }
    TreeMutations mutations = new TreeMutations(documents, new SplittableRandom(20_260_303));
    int refused = 0;
    for (int i = 0; i < 1_000; i++) {
      JsonObject document = mutations.next();
      List<Finding> findings = structural(kind, document);
      List<Error> errors = errors(kind, document);
      assertThat(errors.isEmpty())
          .as("%s%nreader: %s%nschema: %s", document, findings, errors)
          .isEqualTo(findings.isEmpty());
      refused += errors.isEmpty() ? 0 : 1;
    }
    // Mutations that all refuse, or all let through, would compare nothing.
    assertThat(refused).isBetween(100, 950);
  }

  @ParameterizedTest
  @EnumSource
  void everyFieldIsDescribed(DocumentKind kind) {
    JsonObject schema = JsonParser.parseString(DocumentSchema.of(kind)).getAsJsonObject();
    described(schema, schema.getAsJsonObject("definitions"), kind.word());
    schema
        .getAsJsonObject("definitions")
        .asMap()
        .forEach(
            (name, type) ->
                described(type.getAsJsonObject(), schema.getAsJsonObject("definitions"), name));
  }

  private static void described(JsonObject type, JsonObject definitions, String name) {
    assertThat(type.has("description")).as(name).isTrue();
    type.getAsJsonObject("properties")
        .asMap()
        .forEach(
            (field, schema) -> {
              JsonObject own = schema.getAsJsonObject();
              assertThat(own.has("description") || isDescribedByItsType(own, definitions))
                  .as(name + "." + field)
                  .isTrue();
              assertThat(own.toString()).as(name + "." + field).doesNotContain("_UNSPECIFIED");
            });
  }

  private static boolean isDescribedByItsType(JsonObject field, JsonObject definitions) {
    JsonElement reference = field.get("$ref");
    return reference != null
        && definitions
            .getAsJsonObject(reference.getAsString().substring("#/definitions/".length()))
            .has("description");
  }

  @Test
  void whatDocumentsSayIsSaidAsTheySayIt() {
    JsonObject definitions =
        JsonParser.parseString(DocumentSchema.of(DocumentKind.VALUE_EVENT))
            .getAsJsonObject()
            .getAsJsonObject("definitions");
    JsonObject condition = definitions.getAsJsonObject("Condition").getAsJsonObject("properties");
    assertThat(condition.getAsJsonObject("any").get("description").getAsString())
        .isEqualTo("Holds when `atLeast` of the parts hold.");
    JsonObject spec = definitions.getAsJsonObject("ValueEventSpec");
    assertThat(spec.getAsJsonObject("properties").getAsJsonObject("stage").get("enum").toString())
        .isEqualTo("[\"ENGAGEMENT\",\"ACTIVATION\",\"EXPANSION\",\"MONETIZATION\"]");
    assertThat(spec.get("required").toString())
        .isEqualTo("[\"entity\",\"start\",\"within\",\"qualifies\"]");
  }

  private static List<Finding> structural(DocumentKind kind, JsonObject document) {
    byte[] bytes = Documents.text(document).getBytes(StandardCharsets.UTF_8);
    return switch (DocumentReader.read("x.yaml", bytes, kind)) {
      case Read.Accepted _ -> List.of();
      case Read.Refused(var findings) ->
          findings.all().stream().filter(f -> STRUCTURAL.contains(f.rule())).toList();
    };
  }

  private static List<Error> errors(DocumentKind kind, JsonObject document) {
    return Objects.requireNonNull(SCHEMAS.get(kind))
        .validate(
            Documents.text(document),
            InputFormat.JSON,
            context -> context.executionConfig(c -> c.formatAssertionsEnabled(true)));
  }
}
