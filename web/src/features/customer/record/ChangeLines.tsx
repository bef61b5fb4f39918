import { ArrowRight } from 'lucide-react';
import { useState } from 'react';
import type { TimelineChange, TimelineItem } from '@/api/timeline';
import type { Field } from '@/api/types';
import { useTimeContext } from '@/app/me';
import { useI18n } from '@/i18n';
import { FieldValue } from '@/shared/form/FieldValue';
import { DayText, Unknown } from '@/shared/text/texts';
import { isBlank } from '../catalogue';
import { lastDay } from './instant';
import { Sensitive } from './Sensitive';
import css from './record.module.css';

const FEW = 4;

/** What changed, before and after, in words. */
export function ChangeLines({ item, fields }: { item: Pick<TimelineItem, 'changes'>; fields: ReadonlyMap<string, Field> }) {
  const { t } = useI18n();
  const [all, setAll] = useState(false);
  // Who gets a share stands in the sentence; that a contact is not the first one says nothing.
  const lines = item.changes.filter((change) => change.field !== 'person' && !(change.field === 'primary' && !change.before && !change.after));
  const shown = all ? lines : lines.slice(0, FEW);
  if (lines.length === 0) return null;
  return (
    <>
      <ul className={css.changes}>
        {shown.map((change) => (
          <li key={change.field}>
            <span className={css.changeLabel}>{change.label}</span>
            <span>
              {!isBlank(change.before) && (
                <>
                  <del>
                    <Value change={change} side="before" field={fields.get(change.field)} />
                  </del>
                  <ArrowRight size={12} aria-label={t('customer.becomes')} />
                </>
              )}
              {isBlank(change.after) ? <span className={css.quiet}>{t('customer.cleared')}</span> : <Value change={change} side="after" field={fields.get(change.field)} />}
            </span>
          </li>
        ))}
      </ul>
      {lines.length > FEW && (
        <button type="button" className={css.emptyLine} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('customer.fewer_changes') : t('customer.more_changes', { count: lines.length - FEW })}
        </button>
      )}
    </>
  );
}

function Value({ change, side, field }: { change: TimelineChange; side: 'before' | 'after'; field: Field | undefined }) {
  const { t } = useI18n();
  const { timeZone } = useTimeContext();
  const text = side === 'before' ? change.before_text : change.after_text;
  const value = change[side];
  if (text) return <>{text}</>;
  if (field?.sensitive && typeof value === 'string') return <Sensitive text={value} />;
  if (field) return <FieldValue field={field} value={value} compact />;
  if (value === null) return <Unknown />;
  if (typeof value === 'boolean') return <>{t(value ? 'common.yes' : 'common.no')}</>;
  if (change.field === 'until' && typeof value === 'string') return <DayText day={lastDay(value, timeZone)} fact />;
  return <>{Array.isArray(value) ? value.join(t('common.list_comma')) : String(value)}</>;
}
