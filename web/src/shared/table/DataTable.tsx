import { useVirtualizer } from '@tanstack/react-virtual';
import { Checkbox } from 'antd';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState, type DragEvent, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { useT } from '@/i18n';
import { PHONE, shape } from '@/theme/tokens';
import { useMedia } from '@/theme/useScheme';
import { useShortcut } from '../useShortcut';
import { CardList } from './CardList';
import { moved, type TableLayout } from './layout';
import css from './table.module.css';

export interface Column<R> {
  key: string;
  title: string;
  width: number;
  render: (row: R) => ReactNode;
  align?: 'end';
  /** The sort key of the server; without it the header does not sort. */
  sort?: string;
  /** Not shown until chosen. */
  optional?: boolean;
  /** Cannot be hidden. */
  fixed?: boolean;
  /** On a phone's card: the heading, a line (the default), or nothing. */
  card?: 'title' | 'line' | 'none';
}

export interface Selection {
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}

export interface DataTableProps<R> {
  /** Names the table for assistive technology. */
  label: string;
  columns: readonly Column<R>[];
  rows: readonly R[];
  rowKey: (row: R) => string;
  layout: TableLayout;
  onLayout: (change: Partial<TableLayout>) => void;
  /** Key of the row that a panel shows; J and K move it. */
  openKey?: string | null;
  /** A click, Enter, and J/K while a panel is open. */
  onOpen?: (row: R) => void;
  /** Enter on the row that the panel already shows. */
  onFull?: (row: R) => void;
  /** "name", "-updated_at". */
  sort?: string;
  onSort?: (sort: string) => void;
  selection?: Selection;
  hasMore?: boolean;
  onMore?: () => void;
  loading?: boolean;
  /** Shown instead of rows when there are none. */
  empty: ReactNode;
}

const CHECK_WIDTH = 40;

/**
 * A list of any length: virtual rows, sticky header, columns that can be moved, resized and chosen,
 * keyset loading as one scrolls, J/K/Enter/Space on the keyboard; cards on a phone.
 */
export function DataTable<R>(props: DataTableProps<R>) {
  const phone = useMedia(PHONE);
  return phone ? <CardList {...props} /> : <Grid {...props} />;
}

function Grid<R>({ label, columns, rows, rowKey, layout, onLayout, openKey = null, onOpen, onFull, sort = '', onSort, selection, hasMore = false, onMore, loading = false, empty }: DataTableProps<R>) {
  const t = useT();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(-1);
  const rowHeight = layout.dense ? shape.rowCompact : shape.row;

  const shown = useMemo(() => {
    const byKey = new Map(columns.map((column) => [column.key, column]));
    return layout.order
      .filter((key) => !layout.hidden.includes(key))
      .map((key) => byKey.get(key))
      .filter((column) => column !== undefined);
  }, [columns, layout.order, layout.hidden]);

  // eslint-disable-next-line react-hooks/incompatible-library
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: 40,
  });
  useEffect(() => virtual.measure(), [virtual, rowHeight]);

  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (hasMore && !loading && last >= rows.length - 20) onMore?.();
  }, [hasMore, loading, last, rows.length, onMore]);

  const indexOf = (key: string | null) => (key === null ? -1 : rows.findIndex((row) => rowKey(row) === key));

  const goTo = (index: number) => {
    const row = rows[index];
    if (!row) return;
    setActive(index);
    virtual.scrollToIndex(index, { align: 'auto' });
    // The row may only be drawn after the scroll.
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus({ preventScroll: true }),
    );
    if (openKey !== null) onOpen?.(row);
  };
  const step = (by: number) => {
    const from = openKey !== null ? indexOf(openKey) : active;
    goTo(Math.min(rows.length - 1, Math.max(0, from + by)));
  };
  useShortcut('j', () => step(1));
  useShortcut('k', () => step(-1));

  const toggle = (row: R) => {
    if (!selection) return;
    const key = rowKey(row);
    const next = new Set(selection.chosen);
    if (!next.delete(key)) next.add(key);
    selection.onChange(next);
  };

  const onRowKey = (event: KeyboardEvent, row: R, index: number) => {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter') {
      if (openKey === rowKey(row) && onFull) onFull(row);
      else onOpen?.(row);
    } else if (event.key === ' ' && selection) toggle(row);
    else if (event.key === 'ArrowDown') goTo(index + 1);
    else if (event.key === 'ArrowUp') goTo(index - 1);
    else return;
    event.preventDefault();
  };

  const width = shown.reduce((sum, column) => sum + (layout.widths[column.key] ?? column.width), selection ? CHECK_WIDTH : 0);
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const focusable = active >= 0 && active < rows.length ? active : 0;
  const allChosen = selection !== undefined && rows.length > 0 && rows.every((row) => selection.chosen.has(rowKey(row)));

  return (
    <div className={css.scroller} ref={scroller}>
      <table className={css.table} style={{ minWidth: width }} role="grid" aria-label={label} aria-rowcount={hasMore ? -1 : rows.length + 1} aria-busy={loading}>
        <colgroup>
          {selection && <col style={{ width: CHECK_WIDTH }} />}
          {shown.map((column) => (
            <col key={column.key} style={{ width: layout.widths[column.key] ?? column.width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {selection && (
              <th scope="col" className={css.check}>
                <Checkbox
                  aria-label={t('common.choose_all')}
                  checked={allChosen}
                  indeterminate={!allChosen && selection.chosen.size > 0}
                  onChange={() => selection.onChange(allChosen ? new Set() : new Set(rows.map(rowKey)))}
                />
              </th>
            )}
            {shown.map((column) => (
              <HeaderCell key={column.key} column={column} sort={sort} onSort={onSort} layout={layout} onLayout={onLayout} />
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && (
            <tr aria-hidden>
              <td style={{ height: before }} colSpan={shown.length + (selection ? 1 : 0)} />
            </tr>
          )}
          {items.map(({ index }) => {
            const row = rows[index];
            if (!row) return null;
            const key = rowKey(row);
            const chosen = selection?.chosen.has(key) ?? false;
            return (
              <tr
                key={key}
                data-index={index}
                aria-rowindex={index + 2}
                aria-selected={selection ? chosen : key === openKey}
                tabIndex={index === focusable ? 0 : -1}
                className={`${css.row} ${key === openKey ? css.open : ''} ${chosen ? css.chosen : ''} ${onOpen ? css.clickable : ''}`}
                style={{ height: rowHeight }}
                onFocus={() => setActive(index)}
                onKeyDown={(event) => onRowKey(event, row, index)}
                onClick={(event) => {
                  // Links, buttons and boxes in a cell keep their own meaning; so does selecting text.
                  if ((event.target as HTMLElement).closest('a,button,input,label')) return;
                  if (window.getSelection()?.toString()) return;
                  onOpen?.(row);
                }}
              >
                {selection && (
                  <td className={css.check}>
                    <Checkbox aria-label={t('common.choose_row')} checked={chosen} onChange={() => toggle(row)} />
                  </td>
                )}
                {shown.map((column) => (
                  <td key={column.key} className={column.align === 'end' ? css.end : undefined}>
                    {column.render(row)}
                  </td>
                ))}
              </tr>
            );
          })}
          {after > 0 && (
            <tr aria-hidden>
              <td style={{ height: after }} colSpan={shown.length + (selection ? 1 : 0)} />
            </tr>
          )}
        </tbody>
      </table>
      {loading && <Waiting height={rowHeight} count={rows.length === 0 ? 12 : 3} />}
      {!loading && rows.length === 0 && empty}
    </div>
  );
}

function Waiting({ height, count }: { height: number; count: number }) {
  const t = useT();
  return (
    <div role="status" aria-label={t('common.loading')}>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className={css.waiting} style={{ height }}>
          <span />
          <span />
          <span />
        </div>
      ))}
    </div>
  );
}

const DRAG = 'application/x-kedang-column';

function HeaderCell<R>({ column, sort, onSort, layout, onLayout }: { column: Column<R>; sort: string; onSort: ((sort: string) => void) | undefined; layout: TableLayout; onLayout: (change: Partial<TableLayout>) => void }) {
  const [over, setOver] = useState(false);
  const cell = useRef<HTMLTableCellElement>(null);
  const direction = column.sort === undefined ? null : sort === column.sort ? 'ascending' : sort === `-${column.sort}` ? 'descending' : 'none';
  const Arrow = direction === 'ascending' ? ArrowUp : direction === 'descending' ? ArrowDown : null;

  const drop = (event: DragEvent) => {
    setOver(false);
    const key = event.dataTransfer.getData(DRAG);
    if (!key || key === column.key) return;
    event.preventDefault();
    onLayout({ order: moved(layout.order, key, column.key) });
  };

  const resize = useCallback(
    (event: PointerEvent<HTMLSpanElement>) => {
      event.preventDefault();
      const handle = event.currentTarget;
      const startX = event.clientX;
      const startWidth = cell.current?.offsetWidth ?? column.width;
      const widthAt = (x: number) => Math.min(640, Math.max(64, startWidth + x - startX));
      const columnElement = cell.current?.closest('table')?.querySelectorAll('col')[cell.current.cellIndex];
      const move = (moving: globalThis.PointerEvent) => columnElement?.style.setProperty('width', `${widthAt(moving.clientX)}px`);
      const end = (ending: globalThis.PointerEvent) => {
        handle.removeEventListener('pointermove', move);
        handle.removeEventListener('pointerup', end);
        onLayout({ widths: { ...layout.widths, [column.key]: widthAt(ending.clientX) } });
      };
      handle.setPointerCapture(event.pointerId);
      handle.addEventListener('pointermove', move);
      handle.addEventListener('pointerup', end);
    },
    [column.key, column.width, layout.widths, onLayout],
  );

  const title = (
    <span className={css.headText}>
      {column.title}
      {Arrow && <Arrow size={14} aria-hidden />}
    </span>
  );
  return (
    <th
      ref={cell}
      scope="col"
      aria-sort={direction ?? undefined}
      className={`${column.align === 'end' ? css.end : ''} ${over ? css.dropHere : ''}`}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData(DRAG, column.key);
        event.dataTransfer.effectAllowed = 'move';
      }}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(DRAG)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {column.sort !== undefined && onSort ? (
        <button type="button" className={css.sortButton} onClick={() => onSort(direction === 'ascending' ? `-${column.sort ?? ''}` : (column.sort ?? ''))}>
          {title}
        </button>
      ) : (
        title
      )}
      <span className={css.resizer} onPointerDown={resize} aria-hidden draggable onDragStart={(event) => { event.preventDefault(); event.stopPropagation(); }} />
    </th>
  );
}
