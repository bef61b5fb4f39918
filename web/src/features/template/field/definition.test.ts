import { describe, expect, test } from 'vitest';
import type { CatalogueField } from '@/api/field';
import { canFilter, definitionOf, emptyDefinition, inputOf } from './definition';

const money: CatalogueField = {
  key: 'x_budget',
  subject: 'customer',
  kinds: 'organization',
  group: 'custom',
  field_type: 'money',
  label: { zh: '预算', en: 'Budget' },
  options: [],
  filterable: true,
  sensitive: false,
  builtin: false,
  help: null,
  unit: null,
  active: true,
  min: '0',
  max: '1280000050',
  decimals: 6,
  clause: null,
  max_len: 0,
  mobile: false,
  past: false,
  department_id: null,
  version: 3,
};

describe('a field in the form', () => {
  test('shows bounds of money in yuan and sends fen', () => {
    const form = definitionOf(money);
    expect([form.min, form.max]).toEqual(['0', '12800000.5']);
    expect(inputOf(form)).toMatchObject({ min: '0', max: '1280000050' });
    expect(inputOf({ ...form, max: 'viel' }).max).toBe('viel');
  });

  test('sends options only where there are some, and none that nobody wrote', () => {
    const empty = emptyDefinition('customer', null);
    expect(inputOf(empty)).not.toHaveProperty('options');
    const choice = { ...empty, field_type: 'choice' as const, options: [{ zh: '甲', en: '', retired: false }, { zh: ' ', en: '', retired: false }] };
    expect(inputOf(choice).options).toEqual([{ label: { zh: '甲', en: '' }, retired: false }]);
  });

  test('nothing filters by what stands in no index', () => {
    expect(canFilter({ field_type: 'long_text', sensitive: false })).toBe(false);
    expect(canFilter({ field_type: 'text', sensitive: true })).toBe(false);
    expect(inputOf({ ...emptyDefinition('customer', null), sensitive: true }).filterable).toBe(false);
  });

  test('bounds go with the types that have them', () => {
    expect(inputOf({ ...definitionOf(money), field_type: 'text' })).toMatchObject({ min: null, max: null });
  });
});
