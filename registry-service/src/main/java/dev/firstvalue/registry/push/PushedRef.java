package dev.firstvalue.registry.push;

import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.transport.ReceiveCommand;

/** Which refs a push may name. */
final class PushedRef {
  private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,99}");

  private PushedRef() {}

  /**
   * The topic of a proposal that a pushed ref stands for.
   *
   * @throws PushRefusal for main, for the registry's own refs, and for what is no plain branch
   */
  static String topic(ReceiveCommand command) throws PushRefusal {
    String ref = command.getRefName();
    if (command.getType() == ReceiveCommand.Type.DELETE) {
      throw new PushRefusal(
          "nothing is deleted by a push", "Close a proposal with `firstvalue proposals close N`");
    }
    if (!ref.startsWith(Constants.R_HEADS)) {
      throw new PushRefusal(
          "only branches are pushed here", "Push to a branch: git push origin HEAD:my-change");
    }
    String topic = ref.substring(Constants.R_HEADS.length());
    if (topic.equals("main")) {
      throw new PushRefusal(
          "main takes proposals only",
          "Push to a branch of another name, which opens one: git push origin HEAD:my-change");
    }
    if (topic.startsWith("proposals/")) {
      throw new PushRefusal(
          "this branch shows a proposal and is the registry's own",
          "Push to the branch that opened it, or use `firstvalue propose FILE --update N`");
    }
    if (!TOPIC.matcher(topic).matches()) {
      throw new PushRefusal(
          "the branch's name is not plain",
          "Use letters, digits, '.', '_', '/' and '-', at most 100, beginning with a letter or"
              + " digit");
    }
    return topic;
  }
}
