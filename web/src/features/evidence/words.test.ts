import { describe, expect, test } from 'vitest';
import type { EvidenceItem } from '@/api/evidence';
import enFirst from '@/i18n/dictionary.en';
import zhFirst from '@/i18n/dictionary.zh';
import enPages from '@/i18n/pages.en';
import zhPages from '@/i18n/pages.zh';
import type { MessageKey, Translate } from '@/i18n';
import { format, type Dictionary, type Locale, type Params } from '@/i18n/translate';
import { ACTIONS } from './actions';
import { actionKey, wordsOf } from './words';

const en = { ...enFirst, ...enPages };
const zh = { ...zhFirst, ...zhPages };
const speak = (dictionary: Dictionary, locale: Locale) => {
  const t: Translate = (key: MessageKey, params?: Params) => format(dictionary[key] ?? key, locale, params);
  const maybe = (key: string, params?: Params) => (dictionary[key] === undefined ? undefined : format(dictionary[key], locale, params));
  return (item: EvidenceItem, about = false) => wordsOf(item, t, maybe, (keys) => keys.join('、'), about);
};
const chinese = speak(zh, 'zh');
const english = speak(en, 'en');

const entry = (said: Partial<EvidenceItem>): EvidenceItem => ({
  index: 1,
  at: '2026-11-23T01:00:00.000Z',
  person: { id: 'p', name: '王敏' },
  system: null,
  channel: 'web',
  address: null,
  action: 'customer.open',
  subject: null,
  customer: { id: 'c', code: 'KH0000001', name: '华北泵业' },
  outcome: 'done',
  reason: null,
  clause: null,
  changes: [],
  details: {},
  names: {},
  fault: null,
  fault_text: null,
  ...said,
});

describe('an entry in words', () => {
  test('names who, what and upon which customer', () => {
    const words = chinese(entry({}));
    expect(words.who).toBe('王敏');
    expect(words.deed).toContain('华北泵业');
    expect(words.refusal).toBe('');
    expect(english(entry({})).deed).toContain('华北泵业');
  });

  test('tells the fields that changed', () => {
    expect(chinese(entry({ action: 'customer.update', changes: ['mobile', 'fax'] })).deed).toContain('mobile、fax');
  });

  test('on the customer’s own page the customer is not named again', () => {
    expect(chinese(entry({}), true).deed).not.toContain('华北泵业');
  });

  test('says why it was refused, and by which clause', () => {
    const words = chinese(entry({ outcome: 'refused', reason: 'not_permitted', clause: 'S 8' }));
    expect(words.refusal).toContain('S 8');
  });

  test('tells an action that it does not know by its code', () => {
    expect(chinese(entry({ action: 'rocket.launch' })).deed).toContain('rocket.launch');
  });

  test('leaves no empty slot behind', () => {
    for (const action of Object.values(ACTIONS).flat())
      for (const words of [chinese(entry({ action, customer: null })), english(entry({ action, customer: null })), chinese(entry({ action }), true)])
        expect(words.deed).not.toMatch(/[{}]/);
  });

  test('knows every action that can be looked for, in both languages', () => {
    for (const [area, actions] of Object.entries(ACTIONS)) {
      expect(zh[`evidence.area_${area}`], area).toBeTruthy();
      for (const action of actions) expect(zh[`evidence.did_${actionKey(action)}`], action).toBeTruthy();
    }
  });
});
