import { describe, expect, it } from 'vitest';
import type { Customer } from '@/api/customer';
import { verifiedGroup } from './verifiedGroup';

type Fact = Customer['verified'][number];

const fact = (field: string, name: string, at: string, how = '', contact?: string): Fact => ({
  field,
  how,
  verified_at: at,
  verified_by: { id: name, name },
  ...(contact ? { contact_id: contact } : {}),
});

const doubt = (field: string): Customer['uncertain'][number] => ({
  field,
  note: '',
  marked_at: '2026-11-23T01:00:00.000Z',
  marked_by: { id: 'x', name: '陈露' },
});

const FILLED = ['address', 'postcode'];
const ADDRESS = fact('address', '李翔', '2026-11-20T01:00:00.000Z', '走访');
const POSTCODE = fact('postcode', '方欣', '2026-11-21T01:00:00.000Z', '走访');

describe('a verified group', () => {
  it('is one whose facts are all verified: who, when last, how', () => {
    expect(verifiedGroup({ verified: [ADDRESS, POSTCODE], uncertain: [] }, FILLED)).toEqual({
      names: ['方欣', '李翔'],
      at: '2026-11-21T01:00:00.000Z',
      how: ['走访'],
    });
  });

  it('is none when a fact is missing, doubted, or a contact’s', () => {
    expect(verifiedGroup({ verified: [ADDRESS], uncertain: [] }, FILLED)).toBeNull();
    expect(verifiedGroup({ verified: [ADDRESS, POSTCODE], uncertain: [doubt('postcode')] }, FILLED)).toBeNull();
    const theirs = fact('postcode', '方欣', '2026-11-21T01:00:00.000Z', '', 'contact');
    expect(verifiedGroup({ verified: [ADDRESS, theirs], uncertain: [] }, FILLED)).toBeNull();
  });

  it('needs two facts: one alone has its own mark', () => {
    expect(verifiedGroup({ verified: [ADDRESS], uncertain: [] }, ['address'])).toBeNull();
    expect(verifiedGroup({ verified: [], uncertain: [] }, [])).toBeNull();
  });
});
