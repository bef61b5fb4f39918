import { describe, expect, test } from 'vitest';
import type { TemplateField, TemplateGroup } from '@/api/template';
import { added, changed, merged, moved, placedFields, stepped, type Groups } from './arrange';

const field = (key: string, more: Partial<TemplateField> = {}): TemplateField => ({ key, required: false, hidden: false, expected: false, locked: false, ...more });
const group = (key: string, ...keys: string[]): TemplateGroup => ({ key, label: { zh: key, en: key }, fields: keys.map((one) => field(one)) });
const card: Groups = [group('identity', 'a', 'b', 'c'), group('address', 'd'), group('marks', 'e')];
const order = ['identity', 'address', 'business', 'marks'];
const shape = (groups: Groups) => groups.map((one) => `${one.key}:${one.fields.map((each) => each.key).join('')}`).join(' ');

describe('arranging a card', () => {
  test('fields move within and between groups', () => {
    expect(shape(moved(card, 'c', 'identity', 'a'))).toBe('identity:cab address:d marks:e');
    expect(shape(moved(card, 'a', 'address', null))).toBe('identity:bc address:da marks:e');
    expect(shape(moved(card, 'nobody', 'address', null))).toBe(shape(card));
  });

  test('the keyboard steps over the edge of a group', () => {
    expect(shape(stepped(card, 'b', -1))).toBe('identity:bac address:d marks:e');
    expect(shape(stepped(card, 'b', 1))).toBe('identity:acb address:d marks:e');
    expect(shape(stepped(card, 'c', 1))).toBe('identity:ab address:cd marks:e');
    expect(shape(stepped(card, 'd', -1))).toBe('identity:abcd address: marks:e');
    expect(shape(stepped(card, 'a', -1))).toBe(shape(card));
    expect(shape(stepped(card, 'e', 1))).toBe(shape(card));
  });

  test('what is hidden is not required', () => {
    const hidden = changed(changed(card, 'a', { required: true }), 'a', { hidden: true });
    expect(hidden[0]?.fields[0]).toMatchObject({ hidden: true, required: false });
  });

  test('a field comes onto the card in its group, which is made in its place', () => {
    const business = { key: 'business', subject: 'customer' as const, label: { zh: '', en: '' } };
    expect(shape(added(card, 'x', business, order))).toBe('identity:abc address:d business:x marks:e');
    const identity = { key: 'identity', subject: 'customer' as const, label: { zh: '', en: '' } };
    expect(shape(added(card, 'x', identity, order))).toBe('identity:abcx address:d marks:e');
    const shown = added(changed(card, 'a', { hidden: true }), 'a', identity, order);
    expect(shown[0]?.fields[0]?.hidden).toBe(false);
  });

  test('mine goes on top of what another person changed meanwhile', () => {
    const theirs = changed(stepped(card, 'a', 1), 'd', { hidden: true });
    const mine = changed(stepped(card, 'e', -1), 'c', { hidden: true });
    const both = merged(card, theirs, mine);
    expect(shape(both)).toBe('identity:bac address:de marks:');
    expect(both.flatMap((group) => group.fields.filter((field) => field.hidden).map((field) => field.key))).toEqual(['c', 'd']);
    // Where both put one group into an order, mine stands, and nothing is lost.
    expect(shape(merged(card, stepped(card, 'd', -1), stepped(card, 'c', -1)))).toBe('identity:acbd address: marks:e');
    expect(shape(merged(card, theirs, [...card]))).toBe(shape(theirs));
  });

  test('empty groups are not sent', () => {
    expect(placedFields(stepped(card, 'd', -1)).map((one) => one.key)).toEqual(['identity', 'marks']);
  });
});
