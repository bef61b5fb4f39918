import { Button, Checkbox, Input, Popover } from 'antd';
import { ArrowDown, ArrowUp, Columns3, Search } from 'lucide-react';
import { useState } from 'react';
import type { CustomerRow } from '@/api/customer';
import { useT } from '@/i18n';
import type { Column } from '@/shared/table/DataTable';
import { moved, type TableLayout } from '@/shared/table/layout';
import css from './list.module.css';

interface Props {
  columns: readonly Column<CustomerRow>[];
  layout: TableLayout;
  onLayout: (change: Partial<TableLayout>) => void;
}

/** Nearly a hundred columns can be had: those shown stand first, in their order; the others are found by name. */
export function ColumnChooser({ columns, layout, onLayout }: Props) {
  const t = useT();
  return (
    <Popover trigger="click" placement="bottomRight" destroyOnHidden content={() => <Chooser columns={columns} layout={layout} onLayout={onLayout} />}>
      <Button icon={<Columns3 size={16} />}>{t('common.columns')}</Button>
    </Popover>
  );
}

function Chooser({ columns, layout, onLayout }: Props) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const byKey = new Map(columns.map((column) => [column.key, column]));
  const shown = layout.order.filter((key) => !layout.hidden.includes(key) && byKey.has(key));
  const q = typed.trim().toLowerCase();
  const others = columns.filter((column) => layout.hidden.includes(column.key) && column.title.toLowerCase().includes(q));

  const move = (at: number, by: -1 | 1) => {
    const key = shown[at];
    if (key !== undefined) onLayout({ order: moved(layout.order, key, shown[by < 0 ? at - 1 : at + 2] ?? null) });
  };
  const show = (key: string) => {
    // What is chosen comes after what is shown already, not somewhere among what is hidden.
    const last = shown.at(-1);
    const after = last === undefined ? null : (layout.order[layout.order.indexOf(last) + 1] ?? null);
    onLayout({ hidden: layout.hidden.filter((one) => one !== key), order: after === key ? layout.order : moved(layout.order, key, after) });
  };

  return (
    <div className={css.chooser}>
      <h3>{t('customer_list.columns_shown')}</h3>
      <ol>
        {shown.map((key, at) => {
          const column = byKey.get(key);
          if (!column) return null;
          return (
            <li key={key}>
              <Checkbox checked disabled={column.fixed ?? false} onChange={() => onLayout({ hidden: [...layout.hidden, key] })}>
                {column.title}
              </Checkbox>
              <span>
                <Button type="text" size="small" disabled={at === 0} aria-label={t('common.move_up', { name: column.title })} icon={<ArrowUp size={14} />} onClick={() => move(at, -1)} />
                <Button type="text" size="small" disabled={at === shown.length - 1} aria-label={t('common.move_down', { name: column.title })} icon={<ArrowDown size={14} />} onClick={() => move(at, 1)} />
              </span>
            </li>
          );
        })}
      </ol>
      <h3>{t('customer_list.columns_more')}</h3>
      <Input allowClear prefix={<Search size={14} aria-hidden />} placeholder={t('customer_list.find_column')} aria-label={t('customer_list.find_column')} value={typed} onChange={(event) => setTyped(event.target.value)} />
      <ul>
        {others.map((column) => (
          <li key={column.key}>
            <Checkbox checked={false} onChange={() => show(column.key)}>
              {column.title}
            </Checkbox>
          </li>
        ))}
        {others.length === 0 && <li>{t('common.nothing_found')}</li>}
      </ul>
    </div>
  );
}
