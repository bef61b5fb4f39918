import { useQuery, useQueryClient } from '@tanstack/react-query';
import { TreeSelect } from 'antd';
import { useDeferredValue, useMemo, useState, type ReactNode } from 'react';
import { codeChildrenQuery, codeEntryQuery, codeSearchQuery, type CodeTable } from '@/api/reference';
import type { CodeEntry } from '@/api/types';
import { useT } from '@/i18n';
import type { ControlProps } from './FormItem';
import css from './form.module.css';

export interface CodePickerProps {
  /** `divisions`: GB/T 2260 regions; `industries`: GB/T 4754. */
  table: CodeTable;
  control?: ControlProps;
  /** The name for assistive technology where no visible label belongs to it (a filter). */
  label?: string;
  value: string | null;
  onChange: (code: string | null, entry: CodeEntry | null) => void;
  placeholder?: string;
  disabled?: boolean;
}

interface Node {
  id: string;
  pId: string | null;
  value: string;
  title: string;
  isLeaf: boolean;
}

const node = (entry: CodeEntry, parent: string | null, flat: boolean): Node => ({
  id: entry.code,
  pId: parent,
  value: entry.code,
  title: flat ? entry.full_name : entry.name,
  isLeaf: flat || entry.leaf,
});

/**
 * Picks a region or an industry: open the tree level by level (each level is fetched when it is
 * opened), or type a part of the name. Any level may be chosen.
 */
export function CodePicker({ table, control, label, value, onChange, placeholder, disabled = false }: CodePickerProps) {
  const t = useT();
  const client = useQueryClient();
  const [loaded, setLoaded] = useState<Readonly<Record<string, readonly CodeEntry[]>>>({});
  const [active, setActive] = useState(false);
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());

  const roots = useQuery({ ...codeChildrenQuery(table, null), enabled: active });
  const found = useQuery({ ...codeSearchQuery(table, q), enabled: q.length > 0 });
  const chosen = useQuery({ ...codeEntryQuery(table, value ?? ''), enabled: value !== null && value !== '' });

  const nodes = useMemo(() => {
    if (q) return (found.data?.items ?? []).map((entry) => node(entry, null, true));
    return [
      ...(roots.data?.items ?? []).map((entry) => node(entry, null, false)),
      ...Object.entries(loaded).flatMap(([parent, entries]) => entries.map((entry) => node(entry, parent, false))),
    ];
  }, [q, found.data, roots.data, loaded]);

  const entryOf = (code: string): CodeEntry | null =>
    [...(found.data?.items ?? []), ...(roots.data?.items ?? []), ...Object.values(loaded).flat()].find(
      (entry) => entry.code === code,
    ) ?? null;

  return (
    <TreeSelect
      {...control}
      aria-label={label}
      className={css.wide}
      treeDataSimpleMode
      showSearch={{ filterTreeNode: false, onSearch: setTyped, searchValue: typed }}
      allowClear
      disabled={disabled}
      labelInValue
      popupMatchSelectWidth={280}
      placeholder={placeholder ?? t(table === 'divisions' ? 'common.pick_region' : 'common.pick_industry')}
      value={value ? { value, label: chosen.data?.full_name ?? entryOf(value)?.full_name ?? value } : undefined}
      treeData={nodes}
      loadData={async ({ value: code }) => {
        if (typeof code !== 'string' || loaded[code]) return;
        const { items } = await client.query({ ...codeChildrenQuery(table, code), staleTime: 'static' });
        setLoaded((before) => ({ ...before, [code]: items }));
      }}
      notFoundContent={roots.isFetching || found.isFetching ? t('common.loading') : t('common.nothing_found')}
      onOpenChange={(open) => open && setActive(true)}
      onChange={(next: { value: string; label?: ReactNode } | null | undefined) => {
        setTyped('');
        onChange(next?.value ?? null, next ? entryOf(next.value) : null);
      }}
    />
  );
}

/** The name behind a stored code; the code itself only while the name is on its way. */
export function CodeText({ table, code, full = true }: { table: CodeTable; code: string; full?: boolean }) {
  const { data } = useQuery(codeEntryQuery(table, code));
  if (!data) return <span className={css.figures}>{code}</span>;
  return <span title={`${data.full_name} ${code}`}>{full ? data.full_name : data.name}</span>;
}
