package dev.firstvalue.cli.lint;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.finding.Findings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/**
 * Findings as a Code Quality report of GitLab. A fingerprint is made of what is wrong and not of
 * the line, so that a finding that moves is still the same one.
 */
final class FindingsGitlab {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private FindingsGitlab() {}

  static String write(Findings findings) {
    JsonArray issues = new JsonArray();
    Set<String> fingerprints = new HashSet<>();
    for (Finding finding : findings.all()) {
      String fingerprint = fingerprint(finding, 0);
      for (int copy = 1; !fingerprints.add(fingerprint); copy++) {
        fingerprint = fingerprint(finding, copy);
      }
      issues.add(issue(finding, fingerprint));
    }
    return GSON.toJson(issues) + "\n";
  }

  private static JsonObject issue(Finding finding, String fingerprint) {
    JsonObject lines = new JsonObject();
    lines.addProperty("begin", Math.max(1, finding.line()));
    JsonObject location = new JsonObject();
    location.addProperty("path", finding.file());
    location.add("lines", lines);
    JsonObject issue = new JsonObject();
    issue.addProperty("description", finding.explanation());
    issue.addProperty("check_name", finding.rule());
    issue.addProperty("fingerprint", fingerprint);
    issue.addProperty("severity", severity(finding));
    issue.add("location", location);
    return issue;
  }

  private static String severity(Finding finding) {
    if (finding.waived().isPresent()) {
      return "info";
    }
    return switch (finding.severity()) {
      case ERROR -> "major";
      case WARNING -> "minor";
      case INFO -> "info";
    };
  }

  private static String fingerprint(Finding finding, int copy) {
    String what =
        String.join(
            "\0",
            finding.rule(),
            finding.file(),
            finding.path(),
            finding.message(),
            finding.found().orElse(""),
            String.valueOf(copy));
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(what.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
