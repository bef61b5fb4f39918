import { Button, Checkbox } from 'antd';
import { useEffect, useId, useRef } from 'react';
import { useT } from '@/i18n';
import { Lines } from '../layout/states';
import type { DataTableProps } from './DataTable';
import css from './table.module.css';

/** The table of a phone: one card a row, the same columns in the same order. */
export function CardList<R>({ label, columns, rows, rowKey, layout, openKey = null, onOpen, selection, hasMore = false, onMore, loading = false, empty }: DataTableProps<R>) {
  const t = useT();
  const end = useRef<HTMLDivElement>(null);
  const listId = useId();

  useEffect(() => {
    const mark = end.current;
    if (!mark || !hasMore || loading) return;
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && onMore?.(), { rootMargin: '600px' });
    watch.observe(mark);
    return () => watch.disconnect();
  }, [hasMore, loading, onMore]);

  const visible = layout.order
    .filter((key) => !layout.hidden.includes(key))
    .map((key) => columns.find((column) => column.key === key))
    .filter((column) => column !== undefined);
  const titles = visible.filter((column) => column.card === 'title');
  const lines = visible.filter((column) => (column.card ?? 'line') === 'line');

  return (
    <div>
      <ul className={css.cards} aria-label={label}>
        {rows.map((row) => {
          const key = rowKey(row);
          return (
            <li key={key} className={`${css.card} ${key === openKey ? css.open : ''}`}>
              {selection && (
                <Checkbox
                  aria-label={t('common.choose_row')}
                  checked={selection.chosen.has(key)}
                  onChange={() => {
                    const next = new Set(selection.chosen);
                    if (!next.delete(key)) next.add(key);
                    selection.onChange(next);
                  }}
                />
              )}
              {/* The title in the card is the link or button for the keyboard; the whole card is a larger target for a thumb. */}
              {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
              <div
                className={css.cardBody}
                onClick={(event) => {
                  if (!(event.target as HTMLElement).closest('a,button,input,label')) onOpen?.(row);
                }}
              >
                <div className={css.cardTitle}>
                  {onOpen ? (
                    <button type="button" className={css.cardOpen} onClick={() => onOpen(row)} aria-labelledby={`${listId}${key}`} />
                  ) : null}
                  <span id={`${listId}${key}`}>
                    {titles.map((column) => (
                      <span key={column.key}>{column.render(row)}</span>
                    ))}
                  </span>
                </div>
                <dl>
                  {lines.map((column) => (
                    <div key={column.key}>
                      <dt>{column.title}</dt>
                      <dd>{column.render(row)}</dd>
                    </div>
                  ))}
                </dl>
              </div>
            </li>
          );
        })}
      </ul>
      {loading && <Lines />}
      {!loading && rows.length === 0 && empty}
      {hasMore && !loading && (
        <div ref={end} className={css.more}>
          <Button onClick={onMore}>{t('common.load_more')}</Button>
        </div>
      )}
    </div>
  );
}
