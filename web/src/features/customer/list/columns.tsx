import { UserRound } from 'lucide-react';
import { useMemo } from 'react';
import type { CustomerRow } from '@/api/customer';
import type { Field } from '@/api/types';
import { Countdown } from '@/features/obligation/Countdown';
import { useI18n } from '@/i18n';
import { FieldValue } from '@/shared/form/FieldValue';
import type { Column } from '@/shared/table/DataTable';
import { labelText } from '@/shared/text/label';
import { TimeText, Unknown } from '@/shared/text/texts';
import { useFields, useTemplateName } from '../catalogue';
import { Completeness } from '../Completeness';
import { LevelBadge } from '../LevelBadge';
import { DoubtCount } from '../marks';
import { Highlight } from '@/shared/text/Highlight';
import { InlineCell } from './InlineCell';
import { MatchedName } from './MatchedName';
import css from './list.module.css';

/** Columns that stand in the row itself; all others are facts that the list asks for by key. */
const OWN = new Set(['name', 'code', 'kind', 'template', 'owner', 'department', 'last_contact', 'next_duty', 'completeness', 'updated', 'created']);

/** Facts shown before anybody chose, in this order. */
const FIRST = ['stage', 'region'];

/** The keys the list has to ask for. */
export const factColumns = (shown: readonly string[]): string[] => shown.filter((key) => !OWN.has(key)).sort();

const WIDTH: Partial<Record<Field['field_type'], number>> = {
  yes_no: 90,
  choice: 116,
  date: 130,
  number: 120,
  money: 150,
  phone: 150,
  person: 120,
  postcode: 100,
  credit_code: 190,
  region: 190,
  industry: 180,
  long_text: 280,
};

/** The first ones before the others, which keep the order of the catalogue. */
const place = (field: Field): number => (FIRST.includes(field.key) ? FIRST.indexOf(field.key) : FIRST.length);

/** Every column a list of customers can have. `chosen`: the columns of a view, which then come first; `words`: what was searched for. */
export function useColumns(chosen: readonly string[], words: string): readonly Column<CustomerRow>[] {
  const { t, locale } = useI18n();
  const fields = useFields('customer');
  const templateName = useTemplateName();

  return useMemo(() => {
    const all: Column<CustomerRow>[] = [
      {
        key: 'name',
        title: t('customer.name'),
        width: 280,
        fixed: true,
        sort: 'name',
        card: 'title',
        render: (row) => (
          <span className={css.name} title={row.name}>
            <MatchedName row={row} words={words} />
            {row.kind === 'individual' && <UserRound size={14} aria-label={t('customer.kind_individual')} />}
            <LevelBadge level={row.secrecy} />
            <DoubtCount count={row.uncertain_count} />
          </span>
        ),
      },
      { key: 'code', title: t('customer.code'), width: 112, sort: 'code', render: (row) => <span className={css.figures}>{row.matched ? <Highlight text={row.code} q={words} /> : row.code}</span> },
      { key: 'owner', title: t('customer.owner'), width: 90, render: (row) => row.owner.name },
      { key: 'department', title: t('customer.department'), width: 150, optional: true, render: (row) => row.department.name },
      ...[...fields.values()].sort((a, b) => place(a) - place(b)).map((field): Column<CustomerRow> => ({
        key: field.key,
        title: labelText(field.label, locale),
        width: WIDTH[field.field_type] ?? 160,
        optional: !FIRST.includes(field.key),
        ...(field.field_type === 'money' || field.field_type === 'number' ? { align: 'end' as const } : {}),
        render: (row) => (
          <InlineCell row={row} field={field}>
            <FieldValue field={field} value={row.values[field.key]} compact={field.field_type !== 'region'} />
          </InlineCell>
        ),
      })),
      {
        key: 'last_contact',
        title: t('customer.last_contact'),
        width: 130,
        sort: 'last_contact_at',
        render: (row) => (row.last_contact_at ? <TimeText at={row.last_contact_at} /> : <span className={css.quiet}>{t('customer_list.never')}</span>),
      },
      { key: 'next_duty', title: t('obligation.next'), width: 190, render: (row) => (row.next_duty ? <span title={row.next_duty.title}><Countdown due={row.next_duty} /></span> : <Unknown />) },
      { key: 'completeness', title: t('customer.completeness'), width: 122, sort: 'completeness', render: (row) => <Completeness percent={row.completeness} /> },
      { key: 'updated', title: t('customer.updated'), width: 130, sort: 'updated_at', render: (row) => <TimeText at={row.updated_at} /> },
      { key: 'created', title: t('customer.created'), width: 136, sort: 'created_at', optional: true, render: (row) => <TimeText at={row.created_at} /> },
      { key: 'kind', title: t('customer.kind'), width: 90, optional: true, render: (row) => t(`customer.kind_${row.kind}`) },
      { key: 'template', title: t('customer.template'), width: 140, optional: true, render: (row) => templateName(row.template) ?? row.template },
    ];
    const wanted = chosen.filter((key) => all.some((column) => column.key === key));
    // A phone's card has room for what tells customers apart, not for every column.
    const lines = new Set(['owner', 'stage', 'region', 'last_contact', 'next_duty', 'completeness']);
    const shaped = all.map((column) => (column.card || lines.has(column.key) || wanted.includes(column.key) ? column : { ...column, card: 'none' as const }));
    if (wanted.length === 0) return shaped;
    return [
      ...wanted.flatMap((key) => shaped.filter((column) => column.key === key)).map((column) => ({ ...column, optional: false })),
      ...shaped.filter((column) => !wanted.includes(column.key)).map((column) => ({ ...column, optional: !column.fixed })),
    ];
  }, [t, locale, fields, templateName, chosen, words]);
}
