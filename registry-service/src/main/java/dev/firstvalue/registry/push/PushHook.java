package dev.firstvalue.registry.push;

import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.git.Author;
import dev.firstvalue.registry.git.GitStore;
import dev.firstvalue.registry.proposal.Merged;
import dev.firstvalue.registry.proposal.ProposalView;
import dev.firstvalue.registry.proposal.Proposals;
import dev.firstvalue.registry.v1.CreateProposalRequest;
import dev.firstvalue.registry.v1.GateStatus;
import dev.firstvalue.registry.v1.MergeProposalRequest;
import dev.firstvalue.registry.v1.Objection;
import dev.firstvalue.registry.v1.Proposal;
import dev.firstvalue.registry.v1.UpdateProposalRequest;
import dev.firstvalue.validation.v1.ValidationReport;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.transport.PreReceiveHook;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns each pushed branch into a proposal, and says to whoever pushes how its gates stand, the
 * store's among them. No ref is moved by the push: the proposal has a branch of its own.
 */
final class PushHook implements PreReceiveHook {
  private static final Logger LOG = LoggerFactory.getLogger(PushHook.class);
  private static final int MOST_BRANCHES = 5;
  private static final long SIGN_OF_LIFE_SECONDS = 5;

  private final GitStore store;
  private final Proposals proposals;
  private final Optional<Author> caller;
  private final AuditedPush audit;

  /**
   * A hook of one push.
   *
   * @param caller who pushes; empty where the server asks nobody, and believes the commits
   */
  PushHook(GitStore store, Proposals proposals, Optional<Author> caller, AuditedPush audit) {
    this.store = store;
    this.proposals = proposals;
    this.caller = caller;
    this.audit = audit;
  }

  @Override
  public void onPreReceive(ReceivePack push, Collection<ReceiveCommand> commands) {
    int count = 0;
    for (ReceiveCommand command : commands) {
      try {
        boolean tooMany = ++count > MOST_BRANCHES;
        audit.run(command.getRefName(), () -> propose(push, command, tooMany));
        command.setResult(ReceiveCommand.Result.OK);
      } catch (PushRefusal e) {
        refuse(push, command, String.valueOf(e.getMessage()));
      } catch (FirstvalueException e) {
        refuse(push, command, e.problem() + ". " + e.remedy());
      } catch (IOException | RuntimeException e) {
        LOG.error("a push to {} failed", line(command.getRefName()), e);
        refuse(push, command, "the push met a defect of Firstvalue; the server's log has the rest");
      }
    }
  }

  private static void refuse(ReceivePack push, ReceiveCommand command, String why) {
    for (String each : why.split("\n", -1)) {
      push.sendMessage(line(each));
    }
    command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, line(why.split("\n", 2)[0]));
  }

  private void propose(ReceivePack push, ReceiveCommand command, boolean tooMany)
      throws IOException, PushRefusal {
    if (tooMany) {
      throw new PushRefusal("more than " + MOST_BRANCHES + " branches", "Push fewer at a time");
    }
    String topic = PushedRef.topic(command);
    PushedChange change = PushedChange.of(store, command.getNewId());
    change
        .passedOver()
        .forEach(path -> push.sendMessage("not a document, and not proposed: " + line(path)));
    Optional<Proposal> open = proposals.ofTopic(topic);
    ProposalView view = open.isPresent() ? update(open.get(), change) : create(topic, change);
    Proposal proposal = view.proposal();
    push.sendMessage(
        "proposal "
            + proposal.getNumber()
            + (open.isPresent() ? " changed: " : " opened: ")
            + line(proposal.getTitle()));
    proposals.changes(proposal.getNumber()).forEach(each -> push.sendMessage("  " + line(each)));
    tell(push, judged(push, view, change));
  }

  private ProposalView create(String topic, PushedChange change) {
    return proposals.create(
        CreateProposalRequest.newBuilder()
            .setTitle(change.title())
            .setDescription(change.description())
            .setRestate(change.restate())
            .addAllFiles(change.files())
            .setTopic(topic)
            .build(),
        author(change));
  }

  private ProposalView update(Proposal open, PushedChange change) {
    UpdateProposalRequest.Builder request =
        UpdateProposalRequest.newBuilder()
            .setNumber(open.getNumber())
            .setTitle(change.title())
            .setDescription(change.description())
            .addAllFiles(change.files());
    if (!change.restate().isEmpty()) {
      request.setRestate(change.restate());
    }
    return proposals.update(request.build(), author(change));
  }

  /** How the gates stand after the store was asked, or before where it cannot be. */
  private List<GateStatus> judged(ReceivePack push, ProposalView view, PushedChange change) {
    try (ScheduledExecutorService signs = Executors.newSingleThreadScheduledExecutor()) {
      // A connection on which nothing comes for long is cut by whoever stands between.
      var sign =
          signs.scheduleWithFixedDelay(
              () -> push.sendMessage("asking the store …"),
              SIGN_OF_LIFE_SECONDS,
              SIGN_OF_LIFE_SECONDS,
              TimeUnit.SECONDS);
      try {
        Merged asked =
            proposals.merge(
                MergeProposalRequest.newBuilder()
                    .setNumber(view.proposal().getNumber())
                    .setValidateOnly(true)
                    .build(),
                author(change));
        return switch (asked) {
          case Merged.Done done -> done.view().gates();
          case Merged.Not not -> {
            not.reports().forEach(report -> push.sendMessage("  " + verdict(report)));
            yield not.view().gates();
          }
        };
      } finally {
        sign.cancel(false);
      }
    } catch (FirstvalueException e) {
      push.sendMessage("  no verdict: " + line(e.problem()) + ". " + line(e.remedy()));
      return view.gates();
    }
  }

  private Author author(PushedChange change) {
    return caller.orElseGet(change::author);
  }

  private static String verdict(ValidationReport report) {
    return line(
        report.getDefinition()
            + ": "
            + report.getVerdict().getOutcome().name().replace("VERDICT_OUTCOME_", "")
            + ". "
            + report.getVerdict().getSentence());
  }

  private static void tell(ReceivePack push, List<GateStatus> gates) {
    for (GateStatus gate : gates) {
      String state = gate.getState().name().replace("GATE_STATE_", "").replace('_', ' ');
      push.sendMessage(
          String.format(Locale.ROOT, "  %-9s %s", state.toLowerCase(Locale.ROOT), gate.getGate()));
      for (Objection objection : gate.getObjectionsList()) {
        push.sendMessage("      " + line(objection.getSubject() + ": " + objection.getProblem()));
        push.sendMessage("        " + line(objection.getRemedy()));
      }
    }
  }

  /** Text of documents on a terminal: nothing that it would obey. */
  private static String line(String text) {
    String shortened = text.length() <= 1000 ? text : text.substring(0, 1000) + "…";
    return shortened.replaceAll("\\p{Cntrl}", "?");
  }
}
