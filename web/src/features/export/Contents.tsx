import type { ReactNode } from 'react';
import type { Export } from '@/api/export';
import { useColumns } from '@/features/customer/list/columns';
import { useFilterFields } from '@/features/customer/list/filterFields';
import { byField } from '@/features/customer/list/filters';
import { FilterText } from '@/features/customer/list/FilterText';
import { useT, type Translate } from '@/i18n';
import css from './export.module.css';

/** Which customers an export is about, and what of them. */
export function contents(one: Export, t: Translate): { label: string; value: ReactNode }[] {
  return [
    { label: t('export.filters'), value: <Filters one={one} /> },
    ...(one.format === 'vcf' ? [] : [{ label: t('export.columns'), value: <Columns one={one} /> }]),
  ];
}

function Filters({ one }: { one: Export }) {
  const t = useT();
  const fields = useFilterFields();
  if (one.contact_id) return <>{t('export.one_contact')}</>;
  if (one.customer_id) return <>{t('export.one_customer')}</>;
  if (one.filters.length === 0) return <>{t('export.no_filter')}</>;
  return (
    <ul className={css.filterList}>
      {[...byField(one.filters)].map(([key, filters]) => {
        const field = fields.get(key);
        return <li key={key}>{field ? <FilterText field={field} filters={filters} /> : t('customer_list.unknown_filter', { field: key })}</li>;
      })}
    </ul>
  );
}

const NONE: readonly string[] = [];

function Columns({ one }: { one: Export }) {
  const t = useT();
  const columns = useColumns(NONE, '');
  if (one.columns.length === 0) return <>{t('export.all_columns')}</>;
  const title = (key: string) => columns.find((column) => column.key === key)?.title ?? key;
  return <>{one.columns.map(title).join(t('common.list_comma'))}</>;
}
