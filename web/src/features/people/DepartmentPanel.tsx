import { useQueryClient } from '@tanstack/react-query';
import { Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import { newKey } from '@/api/http';
import { changeDepartment, createDepartment, departmentsQuery } from '@/api/organisation';
import { DEPARTMENT_KINDS, type Department, type DepartmentInput } from '@/api/types';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem, FormRow } from '@/shared/form/FormItem';
import { DepartmentPicker, PersonPicker } from '@/shared/form/pickers';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { Facts } from '@/shared/layout/Page';
import { NotFound } from '@/shared/layout/states';
import { SidePanel } from '@/shared/overlay/SidePanel';
import { Unknown } from '@/shared/text/texts';

interface Props {
  id: string;
  under: string | null;
  all: readonly Department[];
  manages: boolean;
  onClose: () => void;
}

const inputOf = (one: Department): DepartmentInput => ({
  name: one.name,
  parent_id: one.parent_id,
  kind: one.kind,
  head_id: one.head?.id ?? null,
  deputy_id: one.deputy?.id ?? null,
  custodian: one.custodian,
  position: one.position,
  active: one.active,
});

export function DepartmentPanel({ id, under, all, manages, onClose }: Props) {
  const t = useT();
  const department = all.find((one) => one.id === id);
  const isNew = id === 'new';
  return (
    <SidePanel title={isNew ? t('people.department_new') : (department?.name ?? t('people.departments'))} onClose={onClose}>
      {!isNew && !department ? (
        <NotFound />
      ) : manages ? (
        <DepartmentForm department={department} under={under} all={all} onClose={onClose} />
      ) : (
        department && (
          <Facts
            items={[
              { label: t('people.kind'), value: t(`people.kind_${department.kind}`) },
              { label: t('people.head'), value: department.head?.name ?? <Unknown /> },
              { label: t('people.deputy'), value: department.deputy?.name ?? <Unknown /> },
              { label: t('people.custodian'), value: department.custodian ? t('common.yes') : t('common.no') },
            ]}
          />
        )
      )}
    </SidePanel>
  );
}

function DepartmentForm({ department, under, all, onClose }: { department: Department | undefined; under: string | null; all: readonly Department[]; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const [key] = useState(newKey);
  const siblings = all.filter((one) => one.parent_id === under);
  const form = useForm<DepartmentInput, Department>({
    initial: department
      ? inputOf(department)
      : {
          name: '',
          parent_id: under,
          kind: all.find((one) => one.id === under)?.kind ?? 'sales',
          head_id: null,
          deputy_id: null,
          custodian: false,
          position: Math.max(0, ...siblings.map((one) => one.position)) + 1,
          active: true,
        },
    version: department?.version,
    check: (values): FieldErrors => (values.name.trim() ? {} : { '/name': t('account.please_fill') }),
    submit: (values, version) => (department ? changeDepartment(department.id, values, version) : createDepartment(values, key)),
    done: () => {
      void client.invalidateQueries({ queryKey: departmentsQuery.queryKey });
      onClose();
    },
    ...(department
      ? {
          reload: async () => {
            const now = (await client.query({ ...departmentsQuery, staleTime: 0 })).items.find((one) => one.id === department.id) ?? department;
            return { values: inputOf(now), version: now.version };
          },
        }
      : {}),
  });
  const { values, set, errors, inputId } = form;
  const labels = {
    '/name': t('people.department_name'),
    '/parent_id': t('people.parent'),
    '/kind': t('people.kind'),
    '/head_id': t('people.head'),
    '/deputy_id': t('people.deputy'),
    '/custodian': t('people.custodian'),
    '/position': t('people.position'),
    '/active': t('people.state'),
  };
  const formerCustodian = all.find((one) => one.custodian && one.id !== department?.id);

  return (
    <FormFrame
      form={form}
      labels={labels}
      onCancel={onClose}
      conflictFields={[
        { label: labels['/name'], read: (one) => one.name },
        { label: labels['/parent_id'], read: (one) => one.parent_id, show: (id) => all.find((one) => one.id === id)?.name ?? t('common.none') },
        { label: labels['/kind'], read: (one) => t(`people.kind_${one.kind}`) },
        { label: labels['/position'], read: (one) => one.position },
      ]}
    >
      <FormItem label={labels['/name']} id={inputId('/name')} error={errors['/name']} required>
        {(control) => <Input {...control} autoComplete="off" autoFocus={!department} value={values.name} onChange={(event) => set({ name: event.target.value })} />}
      </FormItem>
      <FormItem label={labels['/parent_id']} id={inputId('/parent_id')} error={errors['/parent_id']}>
        {(control) => <DepartmentPicker control={control} without={department?.id} value={values.parent_id} placeholder={t('people.parent_none')} onChange={(parent_id) => set({ parent_id })} />}
      </FormItem>
      <FormRow>
        <FormItem label={labels['/kind']} id={inputId('/kind')} error={errors['/kind']}>
          {(control) => (
            <Select {...control} style={{ width: '100%' }} value={values.kind} options={DEPARTMENT_KINDS.map((kind) => ({ value: kind, label: t(`people.kind_${kind}`) }))} onChange={(kind) => set({ kind })} />
          )}
        </FormItem>
        <FormItem label={labels['/position']} id={inputId('/position')} error={errors['/position']} hint={t('people.position_hint')}>
          {(control) => (
            <Input {...control} inputMode="numeric" value={String(values.position)} onChange={(event) => set({ position: Number(event.target.value.replace(/\D/g, '').slice(0, 6)) })} />
          )}
        </FormItem>
      </FormRow>
      <FormItem label={labels['/head_id']} id={inputId('/head_id')} error={errors['/head_id']} hint={t('people.head_hint')}>
        {(control) => <PersonPicker control={control} value={values.head_id} onChange={(head_id) => set({ head_id })} />}
      </FormItem>
      <FormItem label={labels['/deputy_id']} id={inputId('/deputy_id')} error={errors['/deputy_id']} hint={t('people.deputy_hint')}>
        {(control) => <PersonPicker control={control} value={values.deputy_id} onChange={(deputy_id) => set({ deputy_id })} only={(id) => id !== values.head_id} />}
      </FormItem>
      <FormItem label={labels['/custodian']} id={inputId('/custodian')} error={errors['/custodian']} group
        hint={values.custodian && formerCustodian ? t('people.custodian_moves', { name: formerCustodian.name }) : t('people.custodian_hint')}
      >
        {() => (
          <Checkbox checked={values.custodian} onChange={(event) => set({ custodian: event.target.checked })}>
            {t('people.custodian_box')}
          </Checkbox>
        )}
      </FormItem>
      {department && (
        <FormItem label={labels['/active']} id={inputId('/active')} error={errors['/active']} group hint={t('people.department_off_hint')}>
          {() => (
            <Checkbox checked={values.active} onChange={(event) => set({ active: event.target.checked })}>
              {t('common.active')}
            </Checkbox>
          )}
        </FormItem>
      )}
    </FormFrame>
  );
}
