import { Select } from 'antd';
import type { Import } from '@/api/import';
import { useT } from '@/i18n';
import { columnLetter, useTargets } from './targets';
import css from './columns.module.css';

const NOT = '';

/** Every column with some of its cells, and what it is imported as. */
export function ColumnTable({ one, columns, onChange }: { one: Import; columns: Record<number, string | null>; onChange: (index: number, target: string | null) => void }) {
  const t = useT();
  const targets = useTargets();
  const options = [{ value: NOT, label: t('import.not_imported') }, ...targets.groups];
  return (
    <table className={css.mapping}>
      <thead>
        <tr>
          <th scope="col">{t('import.column')}</th>
          <th scope="col">{t('import.samples')}</th>
          <th scope="col">{t('import.import_as')}</th>
        </tr>
      </thead>
      <tbody>
        {one.columns.map((column) => {
          const target = columns[column.index] ?? NOT;
          const label = t('import.column_as', { column: column.header || columnLetter(column.index) });
          return (
            <tr key={column.index} className={target === NOT ? css.isLeft : ''}>
              <th scope="row">
                <span className={css.letter}>{columnLetter(column.index)}</span>
                {column.header}
              </th>
              <td>
                {column.sample.map((text, index) => (
                  <span key={index} className={css.sample}>
                    {text}
                  </span>
                ))}
              </td>
              <td>
                <Select
                  aria-label={label}
                  className={css.target}
                  showSearch={{ optionFilterProp: 'label' }}
                  loading={!targets.ready}
                  value={target}
                  {...(targets.ready ? {} : { labelRender: () => t('common.loading') })}
                  options={options}
                  popupMatchSelectWidth={280}
                  onChange={(value: string) => onChange(column.index, value === NOT ? null : value)}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
