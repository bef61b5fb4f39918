import { CircleHelp } from 'lucide-react';
import type { ReactNode } from 'react';
import type { UncertainMark } from '@/api/customer';
import type { Answer, Field, FieldValue as Value } from '@/api/types';
import { useI18n } from '@/i18n';
import { FieldValue } from '@/shared/form/FieldValue';
import { labelText } from '@/shared/text/label';
import { isBlank } from '../catalogue';
import { DoubtTag, type Doubting } from './Doubt';
import { Sensitive } from './Sensitive';
import css from './record.module.css';

export interface FactRowProps {
  field: Field;
  value: Value | undefined;
  mark: UncertainMark | undefined;
  /** May facts be doubted (whoever may edit) and verified here? */
  edit: Answer | undefined;
  verify: Answer | undefined;
  onDoubt: (doubting: Doubting) => void;
  /** That it is verified, unless somebody doubts it since. */
  verified?: ReactNode;
}

/** One fact: what it is, and whether somebody doubts it. */
export function FactRow({ field, value, mark, edit, verify, onDoubt, verified }: FactRowProps) {
  const { t, locale } = useI18n();
  const label = labelText(field.label, locale);
  return (
    <div className={css.fact} data-long={field.field_type === 'long_text' || field.field_type === 'industry' || undefined}>
      <dt title={field.help ? labelText(field.help, locale) : undefined}>{label}</dt>
      <dd>
        {field.sensitive && typeof value === 'string' && value ? <Sensitive text={value} /> : <FieldValue field={field} value={value} />}
        {!mark && verified}
        {mark ? (
          <DoubtTag mark={mark} verify={verify} onVerify={() => onDoubt({ deed: 'verify', field: field.key, label })} />
        ) : (
          edit?.answer === 'allow' &&
          !isBlank(value) && (
            <button type="button" className={css.doubtButton} onClick={() => onDoubt({ deed: 'doubt', field: field.key, label })} aria-label={t('customer.doubt_fact', { field: label })} title={t('customer.doubt_title_short')}>
              <CircleHelp size={14} aria-hidden />
            </button>
          )
        )}
      </dd>
    </div>
  );
}
