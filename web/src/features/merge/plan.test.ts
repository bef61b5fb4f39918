import { describe, expect, test } from 'vitest';
import type { MergeFact, MergeProposal } from '@/api/merge';
import { differing, inputOf, isList, NOTHING_DECIDED, summary } from './plan';

const fact = (field: string, survivor: unknown, other: unknown, keep: MergeFact['keep'], because: string): MergeFact =>
  ({ field, survivor, other, keep, because }) as MergeFact;

const proposal = {
  survivor: { contacts: [{ id: 's1' }] },
  other: { id: 'o', version: 7, contacts: [{ id: 'o1' }, { id: 'o2' }], interactions: 3, shares: 1 },
  facts: [
    fact('name', '华北泵业', '华北泵业', 'survivor', 'same'),
    fact('stage', 'potential', 'intent', 'other', 'newer'),
    fact('website', null, 'https://example.com', 'other', 'only_one'),
    fact('relation', ['a'], ['b'], 'both', 'complete'),
    fact('address', '北京路1号', '上海路2号', 'survivor', 'kept'),
  ],
  contacts: [{ id: 'o1', into: 's1' }],
} as unknown as MergeProposal;

describe('a merging before it is done', () => {
  test('is told in numbers', () => {
    expect(summary(proposal, NOTHING_DECIDED)).toEqual({ contacts: 2, folded: 1, interactions: 3, shares: 1, facts: 3, givenUp: 2 });
    expect(differing(proposal.facts).map((one) => one.field)).toEqual(['stage', 'website', 'relation', 'address']);
  });

  test('is ordered as it was shown', () => {
    const plan = { choices: { stage: 'survivor' as const }, contacts: { o1: null, o2: 's1' } };
    expect(inputOf(proposal, plan, '重复')).toEqual({
      other_id: 'o',
      other_version: 7,
      choices: { name: 'survivor', stage: 'survivor', website: 'other', relation: 'both', address: 'survivor' },
      contacts: [
        { id: 'o1', into: null },
        { id: 'o2', into: 's1' },
      ],
      reason: '重复',
    });
    expect(summary(proposal, plan)).toMatchObject({ folded: 1, facts: 2 });
  });

  test('keeps both of lists only', () => {
    expect(proposal.facts.filter(isList).map((one) => one.field)).toEqual(['relation']);
  });
});
