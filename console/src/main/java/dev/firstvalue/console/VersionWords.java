package dev.firstvalue.console;

import dev.firstvalue.console.view.DefinitionPage.Version;
import dev.firstvalue.console.view.Shown;
import dev.firstvalue.console.words.DefinitionWords;
import dev.firstvalue.definition.v1.Metadata;
import dev.firstvalue.definition.v1.Stage;
import dev.firstvalue.definition.v1.ValueEventSpec;
import dev.firstvalue.proto.EnumWords;
import dev.firstvalue.registry.v1.DefinitionVersion;
import java.util.Locale;

/** A version as its page shows it. */
final class VersionWords {
  private VersionWords() {}

  static Version of(DefinitionVersion version) {
    Metadata metadata = version.getDefinition().getMetadata();
    ValueEventSpec spec = version.getDefinition().getSpec();
    return new Version(
        Versions.number(version),
        Shown.line(metadata.getTitle()),
        "Recorded "
            + Shown.minute(version.getRecordedAt())
            + " by "
            + Shown.person(version.getAuthor())
            + (version.hasValidFrom()
                ? "; applies to events from " + Shown.minute(version.getValidFrom()) + " on."
                : "; applies to all events."),
        Shown.line(spec.getPromise()),
        Shown.line(spec.getRationale()),
        Shown.line(spec.getProxyFor()),
        Shown.line(String.join(", ", metadata.getOwnersList())),
        spec.getStage() == Stage.STAGE_UNSPECIFIED
            ? ""
            : EnumWords.word(spec.getStage().getValueDescriptor()).toLowerCase(Locale.ROOT),
        version.getMeaningHash(),
        DefinitionWords.of(version.getDefinition()),
        Shown.block(version.getSource()));
  }
}
