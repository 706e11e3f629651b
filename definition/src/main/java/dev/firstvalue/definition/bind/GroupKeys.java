package dev.firstvalue.definition.bind;

import dev.firstvalue.definition.document.FieldPath;
import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.PropertyTypes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds the keys of {@code per}: one key reads alike on every event that it groups. */
final class GroupKeys {
  private final Keys keys;
  private final Notes notes;

  GroupKeys(Keys keys, Notes notes) {
    this.keys = keys;
    this.notes = notes;
  }

  /**
   * The keys, sorted and each once, or null with findings.
   *
   * @param types what each of the streams that are grouped may read
   */
  @Nullable List<Expression> bind(List<String> names, String path, List<PropertyTypes> types) {
    List<Expression> bound = new ArrayList<>();
    boolean whole = true;
    for (int i = 0; i < names.size(); i++) {
      Expression key = key(names.get(i), FieldPath.index(path, i), types);
      whole &= key != null;
      if (key != null && !bound.contains(key)) {
        bound.add(key);
      }
    }
    bound.sort(Comparator.comparing(Expression::toString));
    return whole ? bound : null;
  }

  private @Nullable Expression key(String name, String path, List<PropertyTypes> types) {
    Expression first = null;
    for (PropertyTypes each : types) {
      Expression key = keys.group(name, path, each);
      if (key == null) {
        return null;
      }
      if (first != null && !first.equals(key)) {
        notes.error(
            "property-types",
            path,
            "the steps disagree about the type of the key",
            name + ", which is " + first.type() + " and " + key.type(),
            "one type on all events of the condition");
        return null;
      }
      first = key;
    }
    return first;
  }

  /** Whether a stream inside an {@code unless} can be told apart by the keys around it. */
  boolean reach(List<Expression> group, PropertyTypes types, String path) {
    for (Expression key : group) {
      if (key instanceof Expression.Property(String name, var type)
          && !(types.lookup(name) instanceof PropertyTypes.Lookup.Found(var found)
              && found == type)) {
        notes.error(
            "per-unknown",
            path,
            "stands in a group by properties." + name + ", which these events do not carry",
            types.owner(),
            "events that carry properties." + name + " as " + type);
        return false;
      }
    }
    return true;
  }
}
