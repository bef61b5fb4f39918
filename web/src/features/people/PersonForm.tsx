import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Input, Select } from 'antd';
import { useState } from 'react';
import { newKey } from '@/api/http';
import { changePerson, createPerson, personQuery, postsQuery, rolesQuery } from '@/api/organisation';
import type { Person, PersonInput } from '@/api/types';
import { useT } from '@/i18n';
import type { ConflictField } from '@/shared/form/ConflictPanel';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { DepartmentPicker } from '@/shared/form/pickers';
import { useForm, type FieldErrors } from '@/shared/form/useForm';

const inputOf = (person: Person): PersonInput => ({
  login: person.login,
  name: person.name,
  phone: person.phone,
  email: person.email,
  department_id: person.department?.id ?? null,
  post_id: person.post?.id ?? null,
  role_ids: person.roles.map((role) => role.id),
});

const EMPTY: PersonInput = { login: '', name: '', phone: null, email: null, department_id: null, post_id: null, role_ids: [] };

export interface PersonFormProps {
  person?: Person;
  department?: string | null;
  onCancel: () => void;
  onCreated?: (created: { person: Person; password?: string | null }) => void;
  onChanged?: (person: Person) => void;
}

export function PersonForm({ person, department = null, onCancel, onCreated, onChanged }: PersonFormProps) {
  const t = useT();
  const client = useQueryClient();
  const posts = useQuery(postsQuery);
  const roles = useQuery(rolesQuery);
  const [key] = useState(newKey);

  const form = useForm<PersonInput, () => void>({
    initial: person ? inputOf(person) : { ...EMPTY, department_id: department },
    version: person?.version,
    check: (values): FieldErrors => ({
      ...(values.name.trim() ? {} : { '/name': t('account.please_fill') }),
      ...(values.login.trim() ? {} : { '/login': t('account.please_fill') }),
      ...(values.role_ids.length > 0 ? {} : { '/role_ids': t('people.role_missing') }),
    }),
    submit: async (values, version) => {
      if (person) {
        const changed = await changePerson(person.id, values, version);
        return () => onChanged?.(changed);
      }
      const created = await createPerson(values, key);
      return () => onCreated?.(created);
    },
    done: (tell) => tell(),
    ...(person
      ? {
          reload: async () => {
            const now = await client.query({ ...personQuery(person.id), staleTime: 0 });
            return { values: inputOf(now), version: now.version };
          },
        }
      : {}),
  });
  const { values, set, errors, inputId } = form;
  const labels = {
    '/name': t('people.name'),
    '/login': t('account.login'),
    '/department_id': t('people.department'),
    '/post_id': t('people.post'),
    '/role_ids': t('people.roles'),
    '/phone': t('people.phone'),
    '/email': t('people.email'),
  };
  const conflictFields: ConflictField<PersonInput>[] = [
    { label: labels['/name'], read: (one) => one.name },
    { label: labels['/login'], read: (one) => one.login },
    { label: labels['/phone'], read: (one) => one.phone },
    { label: labels['/email'], read: (one) => one.email },
    { label: labels['/post_id'], read: (one) => one.post_id, show: (id) => posts.data?.items.find((post) => post.id === id)?.name ?? t('common.none') },
    {
      label: labels['/role_ids'],
      read: (one) => [...one.role_ids].sort(),
      show: (ids) => (ids as string[]).map((id) => roles.data?.items.find((role) => role.id === id)?.name).join(t('common.list_comma')),
    },
  ];
  const text = (name: 'name' | 'login' | 'phone' | 'email', extra: { required?: boolean; hint?: string; type?: 'tel' | 'email' } = {}) => (
    <FormItem label={labels[`/${name}`]} id={inputId(`/${name}`)} error={errors[`/${name}`]} hint={extra.hint} required={extra.required ?? false}>
      {(control) => (
        <Input
          {...control}
          type={extra.type ?? 'text'}
          autoComplete="off"
          spellCheck={false}
          autoFocus={name === 'name' && !person}
          value={values[name] ?? ''}
          onChange={(event) => set({ [name]: event.target.value || (extra.required ? '' : null) })}
        />
      )}
    </FormItem>
  );

  return (
    <FormFrame form={form} labels={labels} conflictFields={conflictFields} onCancel={onCancel} {...(person ? {} : { action: t('people.create') })}>
      {text('name', { required: true })}
      {text('login', { required: true, hint: t('people.login_hint') })}
      <FormItem label={labels['/department_id']} id={inputId('/department_id')} error={errors['/department_id']}>
        {(control) => <DepartmentPicker control={control} value={values.department_id} onChange={(department_id) => set({ department_id })} />}
      </FormItem>
      <FormItem label={labels['/post_id']} id={inputId('/post_id')} error={errors['/post_id']}>
        {(control) => (
          <Select
            {...control}
            style={{ width: '100%' }}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('common.pick')}
            loading={posts.isPending}
            value={posts.data ? values.post_id : null}
            options={(posts.data?.items ?? []).filter((post) => post.active || post.id === values.post_id).map((post) => ({ value: post.id, label: post.name }))}
            onChange={(id: string | null | undefined) => set({ post_id: id ?? null })}
          />
        )}
      </FormItem>
      <FormItem label={labels['/role_ids']} id={inputId('/role_ids')} error={errors['/role_ids']} hint={t('people.roles_hint')} required>
        {(control) => (
          <Select
            {...control}
            style={{ width: '100%' }}
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('common.pick_several')}
            loading={roles.isPending}
            value={roles.data ? values.role_ids : []}
            options={(roles.data?.items ?? []).map((role) => ({ value: role.id, label: role.name }))}
            onChange={(role_ids: string[]) => set({ role_ids })}
          />
        )}
      </FormItem>
      {text('phone', { type: 'tel' })}
      {text('email', { type: 'email' })}
    </FormFrame>
  );
}
