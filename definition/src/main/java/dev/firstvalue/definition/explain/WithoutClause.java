package dev.firstvalue.definition.explain;

import dev.firstvalue.definition.plan.Plan;

/**
 * A definition with one clause of its value event taken out.
 *
 * @param path the clause's place in the document: {@code qualifies.all[1].where}
 * @param words what it asks for
 * @param plan what is left
 */
public record WithoutClause(String path, String words, Plan plan) {}
