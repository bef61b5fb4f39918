import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Checkbox, Input } from 'antd';
import { Check, Plus } from 'lucide-react';
import { useState } from 'react';
import { newKey } from '@/api/http';
import { changeRole, createRole, deleteRole, rolesQuery } from '@/api/organisation';
import type { Permission, Role, RoleInput } from '@/api/types';
import { useMay } from '@/app/me';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { Needs } from '@/shared/layout/Forbidden';
import { Page } from '@/shared/layout/Page';
import { NotFound, QueryGate } from '@/shared/layout/states';
import { ConfirmDanger } from '@/shared/overlay/ConfirmDanger';
import { SidePanel } from '@/shared/overlay/SidePanel';
import { permissionKey } from '@/shared/permissions';
import { AREAS, permissionsOf } from './areas';
import { CompanyTabs } from './CompanyTabs';
import css from './company.module.css';

const route = getRouteApi('/frame/roles');

export function RolesPage() {
  return (
    <Needs anyOf={['company.manage', 'role.manage']}>
      <Roles />
    </Needs>
  );
}

function Roles() {
  const t = useT();
  const may = useMay();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(rolesQuery);
  const open = (id?: string) => void navigate({ search: id ? { open: id } : {} });

  return (
    <Page
      title={t('company.title')}
      width="full"
      toolbar={<CompanyTabs />}
      actions={
        may('role.manage') && (
          <Button type="primary" icon={<Plus size={16} />} onClick={() => open('new')}>
            {t('company.role_new')}
          </Button>
        )
      }
    >
      <QueryGate query={query}>
        {({ items }) => (
          <>
            <Matrix roles={items} onOpen={open} />
            {search.open && (
              <RolePanel key={search.open} role={items.find((one) => one.id === search.open)} isNew={search.open === 'new'} manages={may('role.manage')} onClose={() => open()} />
            )}
          </>
        )}
      </QueryGate>
    </Page>
  );
}

/** Who may do what: permissions down, roles across. */
function Matrix({ roles, onOpen }: { roles: readonly Role[]; onOpen: (id: string) => void }) {
  const t = useT();
  return (
    // Scrolls on its own, so it must be reachable by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={css.matrixBox} tabIndex={0} role="region" aria-label={t('company.matrix')}>
      <table className={css.matrix}>
        <caption className="visually-hidden">{t('company.matrix')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('company.permission')}</th>
            {roles.map((role) => (
              <th key={role.id} scope="col">
                <button type="button" className="link" onClick={() => onOpen(role.id)}>
                  {role.name}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        {AREAS.map((area) => (
          <tbody key={area}>
            <tr className={css.area}>
              <th scope="rowgroup" colSpan={roles.length + 1}>
                {t(`company.area_${area}`)}
              </th>
            </tr>
            {permissionsOf(area).map((permission) => (
              <tr key={permission}>
                <th scope="row">{t(permissionKey(permission))}</th>
                {roles.map((role) => (
                  <td key={role.id}>
                    {role.permissions.includes(permission) ? (
                      <Check size={16} role="img" aria-label={t('common.yes')} />
                    ) : (
                      <span className="visually-hidden">{t('common.no')}</span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function RolePanel({ role, isNew, manages, onClose }: { role: Role | undefined; isNew: boolean; manages: boolean; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const [removing, setRemoving] = useState(false);
  const builtin = role?.builtin ?? false;
  return (
    <SidePanel title={isNew ? t('company.role_new') : (role?.name ?? t('company.roles'))} onClose={onClose}>
      {!isNew && !role ? (
        <NotFound />
      ) : manages && !builtin ? (
        <>
          <RoleForm role={role} onClose={onClose} />
          {role && (
            <p className={css.after}>
              <Button type="link" danger onClick={() => setRemoving(true)}>
                {t('company.role_delete')}
              </Button>
            </p>
          )}
        </>
      ) : (
        role && (
          <>
            {builtin && <p className={css.lead}>{t('company.role_builtin')}</p>}
            {AREAS.filter((area) => permissionsOf(area).some((one) => role.permissions.includes(one))).map((area) => (
              <div key={area} className={css.areaList}>
                <h3>{t(`company.area_${area}`)}</h3>
                <ul>
                  {permissionsOf(area)
                    .filter((one) => role.permissions.includes(one))
                    .map((one) => (
                      <li key={one}>{t(permissionKey(one))}</li>
                    ))}
                </ul>
              </div>
            ))}
          </>
        )
      )}
      {role && removing && (
        <ConfirmDanger
          title={t('company.role_delete_title', { name: role.name })}
          action={t('company.role_delete')}
          onClose={() => setRemoving(false)}
          onConfirm={async () => {
            await deleteRole(role.id, role.version);
            await client.invalidateQueries({ queryKey: rolesQuery.queryKey });
            onClose();
          }}
        >
          <p>{t('company.role_delete_text')}</p>
        </ConfirmDanger>
      )}
    </SidePanel>
  );
}

const inputOf = (role: Role | undefined): RoleInput => ({
  code: role?.code ?? '',
  name: role?.name ?? '',
  permissions: role?.permissions ?? [],
});

function RoleForm({ role, onClose }: { role: Role | undefined; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const [key] = useState(newKey);
  const form = useForm<RoleInput, Role>({
    initial: inputOf(role),
    version: role?.version,
    check: (values): FieldErrors => ({
      ...(values.name.trim() ? {} : { '/name': t('account.please_fill') }),
      ...(/^[a-z][a-z0-9_]{1,39}$/.test(values.code) ? {} : { '/code': t('company.role_code_wrong') }),
    }),
    submit: (values, version) => (role ? changeRole(role.id, { name: values.name, permissions: values.permissions }, version) : createRole(values, key)),
    done: () => {
      void client.invalidateQueries({ queryKey: rolesQuery.queryKey });
      onClose();
    },
    ...(role
      ? {
          reload: async () => {
            const now = (await client.query({ ...rolesQuery, staleTime: 0 })).items.find((one) => one.id === role.id) ?? role;
            return { values: inputOf(now), version: now.version };
          },
        }
      : {}),
  });
  const { values, set, errors, inputId } = form;
  const labels = { '/name': t('company.role_name'), '/code': t('company.role_code'), '/permissions': t('company.permissions') };
  const toggle = (permission: Permission, on: boolean) =>
    set({ permissions: on ? [...values.permissions, permission] : values.permissions.filter((one) => one !== permission) });

  return (
    <FormFrame
      form={form}
      labels={labels}
      onCancel={onClose}
      conflictFields={[
        { label: labels['/name'], read: (one) => one.name },
        {
          label: labels['/permissions'],
          read: (one) => [...one.permissions].sort(),
          show: (list) => (list as Permission[]).map((one) => t(permissionKey(one))).join(t('common.list_comma')) || t('common.none'),
        },
      ]}
    >
      <FormItem label={labels['/name']} id={inputId('/name')} error={errors['/name']} required>
        {(control) => <Input {...control} autoComplete="off" autoFocus={!role} value={values.name} onChange={(event) => set({ name: event.target.value })} />}
      </FormItem>
      <FormItem label={labels['/code']} id={inputId('/code')} error={errors['/code']} hint={t('company.role_code_hint')} required>
        {(control) => <Input {...control} autoComplete="off" spellCheck={false} disabled={role !== undefined} value={values.code} onChange={(event) => set({ code: event.target.value })} />}
      </FormItem>
      {AREAS.map((area, index) => (
        <FormItem key={area} label={t(`company.area_${area}`)} id={index === 0 ? inputId('/permissions') : inputId(`/area/${area}`)} error={index === 0 ? errors['/permissions'] : undefined} group>
          {() => (
            <div className={css.boxes}>
              {permissionsOf(area).map((permission) => (
                <Checkbox key={permission} checked={values.permissions.includes(permission)} onChange={(event) => toggle(permission, event.target.checked)}>
                  {t(permissionKey(permission))}
                </Checkbox>
              ))}
            </div>
          )}
        </FormItem>
      ))}
    </FormFrame>
  );
}
