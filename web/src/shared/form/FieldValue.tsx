import { useQuery } from '@tanstack/react-query';
import { personQuery } from '@/api/organisation';
import type { Field, FieldValue as Value } from '@/api/types';
import { useI18n } from '@/i18n';
import { groupCreditCode } from '../text/format';
import { labelText } from '../text/label';
import { DayText, MoneyText, PhoneText, Unknown } from '../text/texts';
import { CodeText } from './CodePicker';
import css from './form.module.css';

export interface FieldValueProps {
  field: Field;
  value: Value | undefined;
  /** In a table: one line, short forms. */
  compact?: boolean;
}

/** A fact as people read it. */
export function FieldValue({ field, value, compact = false }: FieldValueProps) {
  const { locale, t } = useI18n();
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
    return <Unknown />;

  const option = (key: string): string => {
    const found = field.options.find((one) => one.key === key);
    return found ? labelText(found.label, locale) : t('common.option_gone');
  };

  switch (field.field_type) {
    case 'money':
      return typeof value === 'number' ? <MoneyText fen={value} compact={compact} /> : <>{String(value)}</>;
    case 'number':
      return (
        <span className={css.figures}>
          {groupDigits(String(value))}
          {field.unit ? ` ${labelText(field.unit, locale)}` : ''}
        </span>
      );
    case 'date':
      return <DayText day={String(value)} fact />;
    case 'choice':
      return <>{option(String(value))}</>;
    case 'multi_choice':
      return <>{(Array.isArray(value) ? value : [String(value)]).map(option).join(t('common.list_comma'))}</>;
    case 'yes_no':
      return <>{value === true ? t('common.yes') : t('common.no')}</>;
    case 'person':
      return <PersonName id={String(value)} />;
    case 'region':
      return <CodeText table="divisions" code={String(value)} full={!compact} />;
    case 'industry':
      return <CodeText table="industries" code={String(value)} full={!compact} />;
    case 'phone':
      return <PhoneText number={String(value)} link={!compact} />;
    case 'email':
      return compact ? <>{value}</> : <a href={`mailto:${String(value)}`}>{value}</a>;
    case 'url':
      return compact ? (
        <>{value}</>
      ) : (
        <a href={webAddress(String(value))} target="_blank" rel="noreferrer noopener">
          {value}
        </a>
      );
    case 'credit_code':
      return <span className={css.figures}>{compact ? String(value) : groupCreditCode(String(value))}</span>;
    default:
      return <span style={compact ? undefined : { whiteSpace: 'pre-wrap' }}>{String(value)}</span>;
  }
}

/** Thousands separated, whatever the decimals. */
function groupDigits(decimal: string): string {
  const [whole = '', rest] = decimal.split('.');
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (rest ? `.${rest}` : '');
}

// Only web addresses become links; "javascript:" and the like stay text after https://.
const webAddress = (text: string): string => (/^https?:\/\//i.test(text) ? text : `https://${text}`);

/** A colleague's name by id. */
export function PersonName({ id }: { id: string }) {
  const t = useI18n().t;
  const { data, isError } = useQuery(personQuery(id));
  if (data) return <>{data.name}</>;
  return <>{isError ? t('common.person_gone') : '…'}</>;
}
