import type { MergeChoice, MergeContact, MergeFact, MergeInput, MergeProposal } from '@/api/merge';

/** What somebody has decided so far; what is not in it goes as it is suggested. */
export interface Plan {
  choices: Readonly<Record<string, MergeChoice>>;
  /** Contact of the other file → the contact it becomes one with. */
  contacts: Readonly<Record<string, string | null>>;
}

export const NOTHING_DECIDED: Plan = { choices: {}, contacts: {} };

const blank = (value: unknown): boolean => value === null || value === undefined || value === '';

/** Facts on which the two files do not say the same. */
export const differing = (facts: readonly MergeFact[]): MergeFact[] => facts.filter((fact) => fact.because !== 'same');

export const choiceOf = (fact: MergeFact, plan: Plan): MergeChoice => plan.choices[fact.field] ?? fact.keep;

/** Both can be kept of lists only. */
export const isList = (fact: MergeFact): boolean => Array.isArray(fact.survivor) && Array.isArray(fact.other);

export const intoOf = (proposal: MergeProposal, contact: string, plan: Plan): string | null =>
  contact in plan.contacts ? (plan.contacts[contact] ?? null) : (proposal.contacts.find((one) => one.id === contact)?.into ?? null);

/** What the sentence before the button says, in numbers. */
export interface Summary {
  contacts: number;
  folded: number;
  interactions: number;
  shares: number;
  facts: number;
  /** Facts that neither side keeps a copy of on the page afterwards. */
  givenUp: number;
}

export function summary(proposal: MergeProposal, plan: Plan): Summary {
  const changed = differing(proposal.facts).filter((fact) => choiceOf(fact, plan) !== 'survivor');
  const givenUp = differing(proposal.facts).filter((fact) => {
    const choice = choiceOf(fact, plan);
    return choice !== 'both' && !blank(fact.survivor) && !blank(fact.other);
  });
  return {
    contacts: proposal.other.contacts.length,
    folded: proposal.other.contacts.filter((one) => intoOf(proposal, one.id, plan) !== null).length,
    interactions: proposal.other.interactions,
    shares: proposal.other.shares,
    facts: changed.length,
    givenUp: givenUp.length,
  };
}

/** Everything is named, so that what happens is what was shown. */
export function inputOf(proposal: MergeProposal, plan: Plan, reason: string): MergeInput {
  const contacts: MergeContact[] = proposal.other.contacts.map((one) => ({ id: one.id, into: intoOf(proposal, one.id, plan) }));
  return {
    other_id: proposal.other.id,
    other_version: proposal.other.version,
    choices: Object.fromEntries(proposal.facts.map((fact) => [fact.field, choiceOf(fact, plan)])),
    contacts,
    reason,
  };
}
