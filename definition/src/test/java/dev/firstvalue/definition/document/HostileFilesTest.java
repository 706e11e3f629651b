package dev.firstvalue.definition.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.finding.Finding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HostileFilesTest {

  @Test
  void aFileOverOneMebibyteIsRefused() {
    assertThat(rules("#".repeat((1 << 20) + 1))).containsExactly("file-too-large");
  }

  @Test
  void bytesThatAreNotUtf8AreRefusedAtTheirPlace() {
    byte[] bytes = "kind: X\nname: \u00e4\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(DocumentReader.read("x.yaml", bytes))
        .isInstanceOfSatisfying(
            Read.Refused.class,
            refused ->
                assertThat(refused.findings().all())
                    .extracting(Finding::toString)
                    .containsExactly(
                        "x.yaml:2:7: error [text-encoding] the file is not plain UTF-8 (found:"
                            + " bytes that are not UTF-8; expected: UTF-8 without a byte order"
                            + " mark)"));
  }

  @Test
  void aByteOrderMarkIsRefused() {
    assertThat(rules("\uFEFFkind: Policy")).containsExactly("text-encoding");
  }

  @Test
  void charactersThatHideAreRefusedWrittenOutOrEscaped() {
    assertThat(rules("kind: a\u202eb")).containsExactly("forbidden-character");
    assertThat(rules("kind: a\u0007b")).containsExactly("forbidden-character");
    assertThat(rules(Sample.DEFINITION.replace("Learn a", "\"\\u202e\" #")))
        .containsExactly("forbidden-character");
  }

  @Test
  void aMegabyteOfBracketsIsRefused() {
    assertThat(rules("[".repeat(1_000_000))).containsExactly("nested-too-deeply");
    assertThat(rules("a: ".repeat(200_000))).isNotEmpty();
  }

  @Test
  void laughterIsBounded() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertThat(rules("kind: Policy\n" + bomb)).containsExactly("too-many-values");
    assertThat(rules("kind: Policy\nspec: &a {x: *a}")).containsExactly("nested-too-deeply");
  }

  @Test
  void oneDocumentAFile() {
    assertThat(rules("kind: Policy\n---\nkind: Policy\n")).containsExactly("several-documents");
    assertThat(rules("")).containsExactly("empty-file");
    assertThat(rules("# nothing\n")).containsExactly("empty-file");
  }

  @Test
  void tagsAndStrangeKeysAreRefused() {
    assertThat(rules("kind: Policy\nspec: !!java.net.URL [x]")).contains("yaml-tag");
    assertThat(rules("kind: Policy\n? [a, b]\n: 1")).contains("wrong-type");
    assertThat(rules("kind: Policy\n1: 1")).contains("wrong-type");
    assertThat(rules("kind: Policy\n<<: {spec: {}}")).contains("unknown-field");
  }

  @Test
  void aCharacterOfTwoHalvesMayStandAnywhere() {
    for (int i = 1000; i < 1050; i++) {
      assertThat(rules("# " + "x".repeat(i) + "😀\n" + Sample.DEFINITION)).as("%d", i).isEmpty();
    }
  }

  @Test
  void whatIsNotYamlIsRefusedWithItsPlace() {
    assertThat(Sample.findings("kind: [a\nb: c"))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.rule()).isEqualTo("yaml-syntax");
              assertThat(f.line()).isEqualTo(2);
            });
  }

  @Test
  void aFileThatIsWrongAllOverIsToldSoOnce() {
    StringBuilder text = new StringBuilder("kind: Policy\n");
    for (int i = 0; i < 5_000; i++) {
      text.append("wrong").append(i).append(": 1\n");
    }
    assertThat(rules(text.toString())).hasSize(201).contains("too-many-problems");
  }

  @Test
  void aMutatedFileIsReadOrRefusedAndNothingElse() {
    Random random = new Random(20_260_302);
    String alphabet = "{}[]:,'\"&*!|>#-? \n\tae0.~<%@`";
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder(Sample.DEFINITION);
      for (int n = 1 + random.nextInt(6); n > 0; n--) {
        int at = random.nextInt(text.length());
        int end = Math.min(text.length(), at + random.nextInt(12));
        switch (random.nextInt(3)) {
          case 0 -> text.delete(at, end);
          case 1 -> text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
          default -> text.insert(random.nextInt(text.length()), text.substring(at, end));
        }
      }
      for (Finding finding : Sample.findings(text.toString())) {
        assertThat(finding.line()).as("%s%n%s", finding, text).isPositive();
      }
    }
  }

  private static List<String> rules(String text) {
    return Sample.findings(text).stream().map(Finding::rule).toList();
  }
}
