import type { EvidenceItem } from '@/api/evidence';
import type { Translate } from '@/i18n';

/** Values of a list told one by one, at most. */
const SHOWN = 5;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-/;

/** Keys that the page has a word for: what a department does, how somebody was met. */
function wordOf(item: EvidenceItem, base: string, value: string, maybe: (key: string) => string | undefined): string | undefined {
  if (base !== 'kind') return undefined;
  if (item.subject?.kind === 'department') return maybe(`people.kind_${value}`);
  return maybe(`customer.interaction_${value}`) ?? maybe(`customer.kind_${value}`);
}

/** The further facts of an entry: names instead of ids, and no bare id at all. */
export function detailFacts(item: EvidenceItem, t: Translate, maybe: (key: string) => string | undefined, cardName: (code: string) => string | undefined): { label: string; value: string }[] {
  return Object.entries(item.details).flatMap(([key, value]) => {
    const [base = key, side] = key.split('.');
    const label = (maybe(`evidence.detail_${base}`) ?? base) + (side === 'before' ? t('evidence.before') : side === 'after' ? t('evidence.after') : '');
    const told = (one: string): string | null => item.names[one] ?? (UUID.test(one) ? null : one);
    if (typeof value === 'number') return [{ label, value: value.toLocaleString('en-US') }];
    if (typeof value === 'string') {
      const text = base === 'template' || base === 'base' ? (cardName(value) ?? told(value)) : (wordOf(item, base, value, maybe) ?? told(value));
      return text === null ? [] : [{ label, value: text }];
    }
    const texts = value.map(told).filter((one) => one !== null);
    if (texts.length === 0) return value.length === 0 ? [] : [{ label, value: String(value.length) }];
    const first = texts.slice(0, SHOWN).join(t('common.list_comma'));
    return [{ label, value: value.length > SHOWN ? `${first} ${t('evidence.more_values', { count: value.length })}` : first }];
  });
}
