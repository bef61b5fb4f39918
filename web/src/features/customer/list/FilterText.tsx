import { useQuery } from '@tanstack/react-query';
import { departmentsQuery } from '@/api/organisation';
import { useI18n } from '@/i18n';
import { CodeText } from '@/shared/form/CodePicker';
import { PersonName } from '@/shared/form/FieldValue';
import { formatMoney } from '@/shared/text/format';
import { DayText, TimeText } from '@/shared/text/texts';
import type { FilterField } from './filterFields';
import { daysAgo, lastDays, periodOf, type Filter } from './filters';

/** "地区：江苏省", "注册资本：≥ ¥1,000,000.00，< ¥…": what the filters of one field ask, in words. */
export function FilterText({ field, filters }: { field: FilterField; filters: readonly Filter[] }) {
  const { t } = useI18n();
  return (
    <>
      {field.label}
      {t('common.colon')}
      {filters.map((filter, index) => (
        <span key={index}>
          {index > 0 && t('customer_list.and')}
          <One field={field} filter={filter} />
        </span>
      ))}
    </>
  );
}

const SIGN: Partial<Record<Filter['op'], string>> = { lt: '< ', lte: '≤ ', gt: '> ', gte: '≥ ' };

function One({ field, filter }: { field: FilterField; filter: Filter }) {
  const { t } = useI18n();
  const { op, value } = filter;
  if (op === 'empty' || op === 'present') {
    const filled = (op === 'present') !== (filter.not === true);
    return <>{t(filled ? 'customer_list.filled' : field.key === 'last_contact_at' ? 'customer_list.never' : 'common.not_filled')}</>;
  }

  const not = (op === 'ne') !== (filter.not === true) ? t('customer_list.not') : '';
  switch (field.shape) {
    case 'choice': {
      const labels = value.split(',').map((key) => field.options.find((option) => option.value === key)?.label ?? t('common.option_gone'));
      return <>{not + labels.join(t('common.list_comma'))}</>;
    }
    case 'yes_no':
      return <>{not + t(value === 'true' || value === '1' ? 'common.yes' : 'common.no')}</>;
    case 'marks':
      return <>{t(op === 'gt' ? 'customer_list.has_marks' : 'customer_list.no_marks')}</>;
    case 'person':
      return (
        <>
          {not}
          {value.split(',').map((id, index) => (
            <span key={id}>
              {index > 0 && t('common.list_comma')}
              {id === 'me' ? t('customer_list.me') : <PersonName id={id} />}
            </span>
          ))}
        </>
      );
    case 'department':
      return (
        <>
          {not}
          <DepartmentNames ids={value.split(',')} />
          {op === 'under' && t('customer_list.and_below')}
        </>
      );
    case 'region':
    case 'industry':
      return (
        <>
          {not}
          {value.split(',').map((code, index) => (
            <span key={code}>
              {index > 0 && t('common.list_comma')}
              <CodeText table={field.shape === 'region' ? 'divisions' : 'industries'} code={code} />
            </span>
          ))}
        </>
      );
    case 'money':
      return <>{not + (SIGN[op] ?? '') + formatMoney(Number(value))}</>;
    case 'number':
      return <>{`${not}${SIGN[op] ?? ''}${value}${field.unit ? ` ${field.unit}` : ''}`}</>;
    case 'date':
    case 'instant': {
      const ago = daysAgo(value);
      if (ago !== null) return <>{t(op === 'gte' || op === 'gt' ? 'customer_list.within_days' : 'customer_list.over_days', { count: ago })}</>;
      const period = periodOf(value);
      const last = lastDays(value);
      return (
        <>
          {not}
          {SIGN[op] ?? ''}
          {/* An export keeps the instant that the day began with. */}
          {period ? t(`customer_list.period_${period}`) : last !== null ? t('customer_list.within_days', { count: last }) : /^\d{4}(-\d{2})?$/.test(value) ? value : value.includes('T') ? <TimeText at={value} /> : <DayText day={value} fact />}
        </>
      );
    }
    default:
      return <>{not + (op === 'contains' ? t('customer_list.contains', { text: value }) : value)}</>;
  }
}

function DepartmentNames({ ids }: { ids: readonly string[] }) {
  const { t } = useI18n();
  const { data } = useQuery(departmentsQuery);
  const all = data?.items ?? [];
  return <>{ids.map((id) => all.find((one) => one.id === id)?.name ?? '…').join(t('common.list_comma'))}</>;
}
