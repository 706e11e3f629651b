package dev.firstvalue.console;

import dev.firstvalue.console.view.DefinitionPage;
import dev.firstvalue.console.view.DefinitionPage.Version;
import dev.firstvalue.console.view.Link;
import dev.firstvalue.console.view.Shown;
import dev.firstvalue.console.words.DefinitionWords;
import dev.firstvalue.definition.v1.Metadata;
import dev.firstvalue.definition.v1.Stage;
import dev.firstvalue.definition.v1.ValueEventSpec;
import dev.firstvalue.proto.EnumWords;
import dev.firstvalue.registry.v1.Adoption;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.Review;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A version as its page shows it. */
final class VersionWords {
  private VersionWords() {}

  static Version of(DefinitionVersion version, Optional<Adoption> adoption) {
    Metadata metadata = version.getDefinition().getMetadata();
    ValueEventSpec spec = version.getDefinition().getSpec();
    return new Version(
        Versions.number(version),
        version.getVersion(),
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
        Shown.block(version.getSource()),
        adoption.filter(merge -> merge.getProposal() > 0).map(VersionWords::adoption));
  }

  private static DefinitionPage.Adoption adoption(Adoption merge) {
    return new DefinitionPage.Adoption(
        Link.proposal(merge.getProposal()),
        Shown.person(merge.getMergedBy()),
        merge.getApprovalsList().stream()
            .map(Review::getReviewer)
            .map(Shown::person)
            .collect(Collectors.joining(", ")));
  }
}
