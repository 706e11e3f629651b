package dev.firstvalue.store.sql;

/**
 * {@code firsts}: the earliest instants of what counts once.
 *
 * <p>Where {@code hits} has one row a leaf, a row is an entity, a leaf and a key with its {@code
 * instants}: the earliest of a key, or as many as are asked for where key is NULL. Else a row is an
 * entity with {@code first_1 …}, the earliest instant of a leaf, and {@code sorted_1 …}, its n
 * earliest.
 */
final class FirstsSql {
  private FirstsSql() {}

  static Select of(Pass pass) {
    Select firsts = new Select().column("entity", "entity");
    if (!pass.isKeyed()) {
      carry(firsts, pass, "hits");
      for (Slot slot : pass.slots()) {
        if (slot.isFirst()) {
          firsts.column("minIfOrNull(t, " + slot.name() + ")", "first_" + slot.number());
        } else {
          firsts.column(
              "groupArraySortedIf(" + slot.leaf().n() + ")(t, " + slot.name() + ")",
              "sorted_" + slot.number());
        }
      }
      return firsts.from("hits").groupBy("entity");
    }
    firsts.column("leaf", "leaf").column("key", "key");
    carry(firsts, pass, "hits");
    long most =
        pass.slots().stream()
            .filter(slot -> slot.leaf().distinct().isEmpty())
            .mapToLong(slot -> slot.leaf().n())
            .max()
            .orElse(1);
    firsts.column(
        most == 1
            ? "[min(t)]"
            : "if(isNull(key), groupArraySortedIf(" + most + ")(t, isNull(key)), [min(t)])",
        "instants",
        "a key counts once, at its earliest; rows without one count each");
    return firsts.from("hits").groupBy("entity, leaf, key");
  }

  /** Takes the columns of {@code anchors} along: they are the same on every row of an entity. */
  static void carry(Select select, Pass pass, String from) {
    pass.carried().forEach(name -> select.column("any(" + from + "." + name + ")", name));
  }
}
