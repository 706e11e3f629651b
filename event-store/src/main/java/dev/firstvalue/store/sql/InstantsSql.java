package dev.firstvalue.store.sql;

/** {@code instants}: one row an entity, the instant of each leaf, NULL for never. */
final class InstantsSql {
  private InstantsSql() {}

  static Select of(Pass pass) {
    Select instants = new Select().column("entity", "entity");
    if (pass.isKeyed()) {
      FirstsSql.carry(instants, pass, "firsts");
    } else {
      pass.carried().forEach(name -> instants.column(name, name));
    }
    for (Slot slot : pass.slots()) {
      String sorted = "sorted_" + slot.number();
      if (pass.isKeyed()) {
        instants.column(
            "groupArraySortedArrayIf("
                + slot.leaf().n()
                + ")(firsts.instants, leaf = "
                + slot.number()
                + ")",
            sorted);
      }
      boolean first = slot.isFirst() && !pass.isKeyed();
      instants.column(first ? "first_" + slot.number() : nth(sorted, slot.leaf().n()), slot.name());
    }
    instants.from("firsts");
    return pass.isKeyed() ? instants.groupBy("entity") : instants;
  }

  private static String nth(String sorted, long n) {
    return "if(length(" + sorted + ") >= " + n + ", " + sorted + "[" + n + "], NULL)";
  }
}
