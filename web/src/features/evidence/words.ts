// An entry of the log in a sentence: the message of its action with who, what and the figures of
// its details put in. What no message knows is still told, by its code.

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { DetailValue, EvidenceItem } from '@/api/evidence';
import { fieldsQuery } from '@/api/reference';
import { useI18n, type Translate } from '@/i18n';

type Maybe = (key: string, params?: Record<string, string | number>) => string | undefined;

export const actionKey = (action: string): string => action.replaceAll('.', '_');

/** Who acted, in a word. */
export function whoText(item: EvidenceItem, t: Translate): string {
  if (item.person) return item.person.name || t('common.person_gone');
  if (item.system) return t('evidence.system');
  return t('evidence.anonymous');
}

/** Upon what: the customer, or whatever else has a name. */
export function whatText(item: EvidenceItem, t: Translate): string {
  if (item.customer) {
    const { name, code } = item.customer;
    return name ?? code ?? t('evidence.customer_gone');
  }
  if (item.subject?.label) return item.subject.label;
  for (const key of ['label', 'name', 'login'] as const) {
    const said = item.details[key];
    if (typeof said === 'string' && said) return said;
  }
  return '';
}

const figure = (value: DetailValue): string => (typeof value === 'string' ? value : (Array.isArray(value) ? value.length : value).toLocaleString('en-US'));

/** Slots that no detail fills are left out rather than shown. */
const tidy = (text: string): string =>
  text
    .replace(/\{\w+\}/g, '')
    .replace(/\s{2,}/g, ' ')
    .replace(/\s+([，。：:,])/g, '$1')
    .replace(/[“"]\s*[”"]/g, '')
    .trim();

/** The row of an imported file that it was done by. */
function rowText(item: EvidenceItem, t: Translate): string {
  const { row, sheet } = item.details;
  if (typeof row !== 'string' || !item.details.import) return '';
  return typeof sheet === 'string' ? t('evidence.from_row_of_sheet', { row, sheet }) : t('evidence.from_row', { row });
}

export interface Words {
  who: string;
  /** What was done, without who. */
  deed: string;
  /** Why it was refused; empty when it was done. */
  refusal: string;
  /** The names of the fields that changed. */
  fields: string;
}

/** The parts of the sentence. `about`: the customer is named elsewhere already. */
export function wordsOf(item: EvidenceItem, t: Translate, maybe: Maybe, fieldNames: (keys: readonly string[]) => string, about = false): Words {
  const who = whoText(item, t);
  if (!item.action) return { who: '', deed: t('evidence.unreadable'), refusal: '', fields: '' };
  const what = about && item.customer ? '' : whatText(item, t);
  const params = {
    ...Object.fromEntries(Object.entries(item.details).map(([key, value]) => [key, figure(value)])),
    what,
    fields: item.changes.length > 0 ? fieldNames(item.changes) : '',
  };
  const key = actionKey(item.action);
  const refused = item.outcome === 'refused';
  const message =
    (refused ? maybe(`evidence.try_${key}`, params) : undefined) ??
    (about ? maybe(`evidence.its_${key}`, params) : undefined) ??
    (item.changes.length > 0 ? maybe(`evidence.did_${key}_fields`, params) : undefined) ??
    maybe(`evidence.did_${key}`, params) ??
    t('evidence.did_other', { action: item.action, what });
  const reason = item.reason ? (maybe(`problems.reason_${item.reason}`) ?? maybe(`evidence.reason_${item.reason}`) ?? t('evidence.refused')) : t('evidence.refused');
  return {
    who,
    deed: tidy(message) + rowText(item, t),
    fields: params.fields,
    refusal: refused ? (item.clause ? t('problems.why', { reason, clause: item.clause }) : reason) : '',
  };
}

/** Turns entries into words in the language of the page. */
export function useWords(): (item: EvidenceItem, about?: boolean) => Words {
  const { t, maybe, locale } = useI18n();
  const customer = useQuery(fieldsQuery('customer'));
  const contact = useQuery(fieldsQuery('contact'));
  return useMemo(() => {
    const names = new Map([...(contact.data?.items ?? []), ...(customer.data?.items ?? [])].map((field) => [field.key, field.label[locale] || field.label.zh]));
    const fieldNames = (keys: readonly string[]) =>
      keys.map((key) => names.get(key) ?? maybe(`evidence.field_${key.replaceAll('.', '_')}`) ?? key).join(t('common.list_comma'));
    return (item, about = false) => wordsOf(item, t, maybe, fieldNames, about);
  }, [t, maybe, locale, customer.data, contact.data]);
}
