import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select, TreeSelect } from 'antd';
import { useDeferredValue, useMemo, useState } from 'react';
import { departmentsQuery, peopleSearchQuery, personQuery } from '@/api/organisation';
import type { Department, Id, Named } from '@/api/types';
import { useT } from '@/i18n';
import type { ControlProps } from './FormItem';
import css from './form.module.css';

interface PickerProps {
  control?: ControlProps;
  /** The name for assistive technology where no visible label belongs to it (a filter). */
  label?: string;
  value: Id | null | undefined;
  onChange: (id: Id | null, chosen: Named | null) => void;
  placeholder?: string;
  clearable?: boolean;
  disabled?: boolean;
}

/** Finds a colleague by name, login or phone. */
export function PersonPicker({ control, label, value, onChange, placeholder, clearable = true, disabled = false, only }: PickerProps & { only?: (id: Id) => boolean }) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(false);
  const q = useDeferredValue(typed.trim());
  const found = useQuery({ ...peopleSearchQuery(q), enabled: active, placeholderData: keepPreviousData });
  const chosen = useQuery({ ...personQuery(value ?? ''), enabled: Boolean(value) && !found.data?.items.some((one) => one.id === value) });

  const options = useMemo(() => {
    const list = (found.data?.items ?? []).filter((one) => only?.(one.id) ?? true);
    const all = chosen.data && !list.some((one) => one.id === chosen.data.id) ? [chosen.data, ...list] : list;
    return all.map((one) => ({ value: one.id, label: one.name, about: one.department?.name ?? one.login }));
  }, [found.data, chosen.data, only]);

  return (
    <Select
      {...control}
      aria-label={label}
      className={css.wide}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      allowClear={clearable}
      disabled={disabled}
      placeholder={placeholder ?? t('common.pick_person')}
      value={value && options.some((one) => one.value === value) ? value : null}
      options={options}
      loading={found.isFetching}
      notFoundContent={found.isPending ? t('common.loading') : t('common.nobody_found')}
      onOpenChange={(open) => open && setActive(true)}
      optionRender={(option) => (
        <span className={css.pickOption}>
          <span>{option.data.label}</span>
          <span>{option.data.about}</span>
        </span>
      )}
      onChange={(id: Id | null | undefined) => {
        const one = options.find((option) => option.value === id);
        onChange(id ?? null, one ? { id: one.value, name: one.label } : null);
      }}
    />
  );
}

export interface DepartmentNode {
  value: Id;
  title: string;
  disabled: boolean;
  children: DepartmentNode[];
}

/** Departments as a tree, in their order; `without` leaves out a branch (a department cannot be its own parent). */
export function departmentTree(departments: readonly Department[], without?: Id): DepartmentNode[] {
  const under = (parent: Id | null): DepartmentNode[] =>
    departments
      .filter((one) => one.parent_id === parent && one.id !== without)
      .sort((a, b) => a.position - b.position || a.name.localeCompare(b.name, 'zh-CN'))
      .map((one) => ({ value: one.id, title: one.name, disabled: !one.active, children: under(one.id) }));
  return under(null);
}

export function DepartmentPicker({ control, label, value, onChange, placeholder, clearable = true, disabled = false, without }: PickerProps & { without?: Id | undefined }) {
  const t = useT();
  const departments = useQuery(departmentsQuery);
  const tree = useMemo(() => departmentTree(departments.data?.items ?? [], without), [departments.data, without]);
  return (
    <TreeSelect
      {...control}
      aria-label={label}
      className={css.wide}
      showSearch={{ treeNodeFilterProp: 'title' }}
      allowClear={clearable}
      disabled={disabled}
      placeholder={placeholder ?? t('common.pick_department')}
      value={departments.data ? value : null}
      treeData={tree}
      treeDefaultExpandAll
      loading={departments.isPending}
      onChange={(id: Id | null | undefined) => {
        const one = departments.data?.items.find((department) => department.id === id);
        onChange(id ?? null, one ? { id: one.id, name: one.name } : null);
      }}
    />
  );
}
