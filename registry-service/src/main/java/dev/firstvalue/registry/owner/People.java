package dev.firstvalue.registry.owner;

import dev.firstvalue.definition.v1.Team;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which people stand behind the names of owners: an email is one person, a team those in it. */
public final class People {
  private final Map<String, Team> teams;

  /**
   * People in teams.
   *
   * @param teams as the policy lists them, by name with or without the leading {@code @}
   */
  public People(Map<String, Team> teams) {
    this.teams = Map.copyOf(teams);
  }

  /** The email of {@code Name <email>}, in lower case: people are told apart by it. */
  public static String email(String person) {
    int open = person.lastIndexOf('<');
    String email = open < 0 ? person : person.substring(open + 1).replace(">", "");
    return email.strip().toLowerCase(Locale.ROOT);
  }

  /** Whether a person is one of some owners, or in a team that is. */
  public boolean isAmong(String person, Collection<String> owners) {
    String email = email(person);
    return owners.stream().anyMatch(owner -> isOne(email, owner));
  }

  private boolean isOne(String email, String owner) {
    if (owner.indexOf('@') > 0) {
      return owner.toLowerCase(Locale.ROOT).equals(email);
    }
    return members(owner).stream().anyMatch(member -> email(member).equals(email));
  }

  private List<String> members(String owner) {
    String bare = owner.startsWith("@") ? owner.substring(1) : owner;
    Team team = teams.containsKey(bare) ? teams.get(bare) : teams.get("@" + bare);
    return team == null ? List.of() : team.getMembersList();
  }
}
