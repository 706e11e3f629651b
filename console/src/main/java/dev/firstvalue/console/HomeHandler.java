package dev.firstvalue.console;

import dev.firstvalue.console.view.Badge;
import dev.firstvalue.console.view.HomePage;
import dev.firstvalue.console.view.HomePage.Card;
import dev.firstvalue.console.view.HomePage.Judged;
import dev.firstvalue.console.view.HomePage.Unreadable;
import dev.firstvalue.console.view.Link;
import dev.firstvalue.console.view.Shown;
import dev.firstvalue.console.words.DefinitionWords;
import dev.firstvalue.definition.v1.Metadata;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.Proposal;
import dev.firstvalue.registry.v1.ProposedFile;
import dev.firstvalue.registry.v1.Report;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Shows all definitions, or those that are asked for. */
final class HomeHandler implements PageHandler {
  private static final int CARDS = 50;
  private static final int LONGEST_MEANING = 240;

  @Override
  public void answer(Guest guest) {
    Reads reads = new Reads(guest.visit());
    Reads.Definitions all = reads.definitions();
    String text = guest.query("q");
    String status = guest.query("status");
    List<DefinitionVersion> found =
        all.newest().stream()
            .filter(version -> matches(version, text.toLowerCase(Locale.ROOT)))
            .filter(
                version ->
                    status.isEmpty()
                        || DefinitionStatus.of(version, all.unreadable()).word().equals(status))
            .toList();
    Window window = Window.of(guest.query("page"), found.size(), CARDS);
    Map<String, List<Link>> proposals = proposals(reads.openProposals(""));
    List<Card> cards =
        found.subList(window.from(), window.to()).stream()
            .map(version -> card(reads, all, version, proposals))
            .toList();
    String query = "/?q=" + Shown.encoded(text) + "&status=" + Shown.encoded(status);
    guest.show(
        "home",
        "Definitions",
        "/",
        new HomePage(
            Shown.line(text),
            Shown.line(status),
            DefinitionStatus.words(),
            all.newest().size(),
            found.size(),
            cards,
            window.earlier(query),
            window.later(query),
            all.unreadable().stream()
                .map(
                    file ->
                        new Unreadable(Shown.line(file.getPath()), Shown.line(file.getMessage())))
                .toList()));
  }

  private static boolean matches(DefinitionVersion version, String text) {
    Metadata metadata = version.getDefinition().getMetadata();
    return (version.getName() + "\n" + metadata.getTitle() + "\n" + metadata.getOwnersList())
        .toLowerCase(Locale.ROOT)
        .contains(text);
  }

  private static Card card(
      Reads reads,
      Reads.Definitions all,
      DefinitionVersion version,
      Map<String, List<Link>> proposals) {
    Metadata metadata = version.getDefinition().getMetadata();
    return new Card(
        Link.definition(version.getName()),
        Shown.line(metadata.getTitle()),
        Shown.shortened(DefinitionWords.line(version.getDefinition()), LONGEST_MEANING),
        DefinitionStatus.of(version, all.unreadable()).badge(),
        Versions.number(version),
        Shown.line(String.join(", ", metadata.getOwnersList())),
        judged(reads.newestReport(version.getName())),
        proposals.getOrDefault(version.getName(), List.of()));
  }

  private static Optional<Judged> judged(Optional<Report> report) {
    return report
        .filter(Report::hasValidation)
        .map(
            kept ->
                new Judged(
                    Badge.of(kept.getValidation().getVerdict().getOutcome()),
                    Link.report("report", kept.getId())));
  }

  /** Open proposals by the definitions that they touch. */
  private static Map<String, List<Link>> proposals(List<Proposal> open) {
    Map<String, List<Link>> byName = new HashMap<>();
    for (Proposal proposal : open) {
      for (ProposedFile file : proposal.getFilesList()) {
        Versions.definitionAt(file.getPath())
            .ifPresent(
                name ->
                    byName
                        .computeIfAbsent(name, _ -> new ArrayList<>())
                        .add(Link.proposal(proposal.getNumber())));
      }
    }
    return byName;
  }
}
