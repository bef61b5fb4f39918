import { Button, Checkbox, Popover } from 'antd';
import { ArrowDown, ArrowUp, Columns3, Rows3, Rows4 } from 'lucide-react';
import { useT } from '@/i18n';
import type { Column } from './DataTable';
import { moved, type TableLayout } from './layout';
import css from './table.module.css';

/** Which columns, in which order (the keyboard's way to what dragging a header does). */
export function ColumnMenu<R>({ columns, layout, onLayout }: { columns: readonly Column<R>[]; layout: TableLayout; onLayout: (change: Partial<TableLayout>) => void }) {
  const t = useT();
  const byKey = new Map(columns.map((column) => [column.key, column]));
  const move = (index: number, by: -1 | 1) => {
    const key = layout.order[index];
    if (key !== undefined) onLayout({ order: moved(layout.order, key, layout.order[by < 0 ? index - 1 : index + 2] ?? null) });
  };
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <ul className={css.columnMenu}>
          {layout.order.map((key, index) => {
            const column = byKey.get(key);
            if (!column) return null;
            return (
              <li key={key}>
                <Checkbox
                  checked={!layout.hidden.includes(key)}
                  disabled={column.fixed ?? false}
                  onChange={(event) =>
                    onLayout({ hidden: event.target.checked ? layout.hidden.filter((one) => one !== key) : [...layout.hidden, key] })
                  }
                >
                  {column.title}
                </Checkbox>
                <span>
                  <Button type="text" size="small" disabled={index === 0} aria-label={t('common.move_up', { name: column.title })} icon={<ArrowUp size={14} />} onClick={() => move(index, -1)} />
                  <Button type="text" size="small" disabled={index === layout.order.length - 1} aria-label={t('common.move_down', { name: column.title })} icon={<ArrowDown size={14} />} onClick={() => move(index, 1)} />
                </span>
              </li>
            );
          })}
        </ul>
      }
    >
      <Button icon={<Columns3 size={16} />}>{t('common.columns')}</Button>
    </Popover>
  );
}

/** 40 or 32 pixels a row. */
export function DensityToggle({ layout, onLayout }: { layout: TableLayout; onLayout: (change: Partial<TableLayout>) => void }) {
  const t = useT();
  const text = layout.dense ? t('common.rows_normal') : t('common.rows_dense');
  return <Button aria-label={text} title={text} icon={layout.dense ? <Rows3 size={16} /> : <Rows4 size={16} />} onClick={() => onLayout({ dense: !layout.dense })} />;
}
