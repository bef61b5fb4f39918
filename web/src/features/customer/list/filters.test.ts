import { describe, expect, test } from 'vitest';
import { addDays, byField, dayStart, filterText, isEditable, parseFilter, replaced, sameFilters, serverFilters } from './filters';

describe('a filter', () => {
  test('is read from its text and written back', () => {
    for (const text of ['stage:in:potential,intent', 'mobile:empty', 'name:contains:a:b', 'last_contact_at:lt:-90d', '-stage:eq:lost', '-mobile:empty']) {
      const filter = parseFilter(text);
      expect(filter && filterText(filter)).toBe(text);
    }
  });
  test('is none when the operator or the field is nonsense', () => {
    expect(parseFilter('stage')).toBeNull();
    expect(parseFilter('stage:like:x')).toBeNull();
    expect(parseFilter('Stage Name:eq:x')).toBeNull();
    expect(parseFilter('')).toBeNull();
  });
});

describe('filters of one field', () => {
  const filters = ['stage:eq:lost', 'completeness:gte:20', 'region:under:320000', 'completeness:lt:80'];
  test('stand together', () => {
    expect([...byField(filters).keys()]).toEqual(['stage', 'completeness', 'region']);
    expect(byField(filters).get('completeness')?.map((one) => one.value)).toEqual(['20', '80']);
  });
  test('are replaced in their place', () => {
    expect(replaced(filters, 'completeness', [{ field: 'completeness', op: 'lt', value: '50' }])).toEqual([
      'stage:eq:lost',
      'completeness:lt:50',
      'region:under:320000',
    ]);
    expect(replaced(filters, 'stage', [])).toEqual(filters.slice(1));
    expect(replaced([], 'stage', [{ field: 'stage', op: 'empty', value: '' }])).toEqual(['stage:empty']);
  });
  test('are the same in any order', () => {
    expect(sameFilters(filters, [...filters].reverse())).toBe(true);
    expect(sameFilters(filters, filters.slice(1))).toBe(false);
  });
});

describe('what only the search box asks', () => {
  const one = (text: string) => [parseFilter(text)].filter((filter) => filter !== null);
  test('has no editor', () => {
    for (const text of ['-stage:eq:lost', 'region:under:320000,330000']) expect(isEditable(one(text), false)).toBe(false);
    for (const text of ['created_at:eq:this_month', 'created_at:gte:last_30_days', 'created_at:eq:2026']) expect(isEditable(one(text), true)).toBe(false);
    for (const text of ['created_at:gte:2026-11-01', 'created_at:gte:-30d', 'last_contact_at:empty']) expect(isEditable(one(text), true)).toBe(true);
    expect(isEditable(one('headcount:gte:2026'), false)).toBe(true);
  });
  test('goes to the server as it stands', () => {
    const filters = ['created_at:eq:this_month', '-created_at:eq:2026-11-01'];
    expect(serverFilters(filters, '2026-11-22', 'Asia/Shanghai')).toEqual(filters);
  });
});

describe('days', () => {
  test('begin where the company is', () => {
    expect(dayStart('2026-11-22', 'Asia/Shanghai')).toBe('2026-11-21T16:00:00.000Z');
    expect(dayStart('2026-11-22', 'UTC')).toBe('2026-11-22T00:00:00.000Z');
    expect(dayStart('2026-11-22', 'Pacific/Kiritimati')).toBe('2026-11-21T10:00:00.000Z');
    expect(dayStart('2026-11-22', 'America/Los_Angeles')).toBe('2026-11-22T08:00:00.000Z');
  });
  test('are counted over the ends of months', () => {
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  });
  test('become instants for the server', () => {
    const at = (text: string) => serverFilters([text], '2026-11-22', 'Asia/Shanghai');
    expect(at('created_at:gte:2026-11-01')).toEqual(['created_at:gte:2026-10-31T16:00:00.000Z']);
    expect(at('created_at:lte:2026-11-01')).toEqual(['created_at:lt:2026-11-01T16:00:00.000Z']);
    expect(at('created_at:eq:2026-11-01')).toEqual(['created_at:gte:2026-10-31T16:00:00.000Z', 'created_at:lt:2026-11-01T16:00:00.000Z']);
    expect(at('last_contact_at:lt:-90d')).toEqual(['last_contact_at:lt:2026-08-23T16:00:00.000Z']);
    expect(at('last_contact_at:empty')).toEqual(['last_contact_at:empty']);
    expect(at('founding_date:lt:2020-01-01')).toEqual(['founding_date:lt:2020-01-01']);
    expect(at('created_at:gte:whenever')).toEqual(['created_at:gte:whenever']);
  });
});
