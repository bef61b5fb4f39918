import { describe, expect, test } from 'vitest';
import { changeOf, factsOf, sameFacts } from './facts';

const customer = { name: '华北泵业', values: { mobile: '13812345678', relation: ['dealer'], headcount: null } };
const keys = ['name', 'values/mobile', 'values/relation', 'values/fax'];

describe('facts', () => {
  test('are taken from a customer by key', () => {
    expect(factsOf(customer, keys)).toEqual({ name: '华北泵业', 'values/mobile': '13812345678', 'values/relation': ['dealer'], 'values/fax': null });
  });
  test('that stayed are not sent', () => {
    const before = factsOf(customer, keys);
    expect(changeOf(before, { ...before })).toEqual({ values: {} });
    expect(changeOf(before, { ...before, 'values/mobile': null, 'values/relation': ['dealer', 'supplier'] })).toEqual({
      values: { mobile: null, relation: ['dealer', 'supplier'] },
    });
    expect(changeOf(before, { ...before, name: '华北泵业集团' })).toEqual({ name: '华北泵业集团', values: {} });
  });
  test('missing and emptied are the same', () => {
    expect(sameFacts({ 'values/fax': null }, {})).toBe(true);
    expect(sameFacts({ 'values/fax': '1' }, {})).toBe(false);
  });
});
