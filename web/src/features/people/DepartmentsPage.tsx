import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button } from 'antd';
import { Building, Plus } from 'lucide-react';
import { useState } from 'react';
import { changeDepartment, departmentsQuery } from '@/api/organisation';
import type { Department } from '@/api/types';
import { useMay } from '@/app/me';
import { useT } from '@/i18n';
import { Needs } from '@/shared/layout/Forbidden';
import { Page, Section } from '@/shared/layout/Page';
import { Empty, QueryGate } from '@/shared/layout/states';
import { noticeError } from '@/shared/overlay/notice';
import { DepartmentPanel } from './DepartmentPanel';
import { HouseTabs } from './HouseTabs';
import { isUnder } from './isUnder';
import css from './people.module.css';

const route = getRouteApi('/frame/departments');

export function DepartmentsPage() {
  return (
    <Needs anyOf={['person.manage', 'department.manage']}>
      <Departments />
    </Needs>
  );
}

function Departments() {
  const t = useT();
  const may = useMay();
  const client = useQueryClient();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(departmentsQuery);
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const manages = may('department.manage');
  const open = (next: { open?: string; under?: string }) => void navigate({ search: next });

  const move = useMutation({
    mutationFn: ({ department, parent }: { department: Department; parent: string }) =>
      changeDepartment(department.id, { parent_id: parent }, department.version),
    onSettled: () => client.invalidateQueries({ queryKey: departmentsQuery.queryKey }),
    onError: noticeError,
  });

  const branch = (all: readonly Department[], parent: string | null) => {
    const own = all
      .filter((one) => one.parent_id === parent)
      .sort((a, b) => a.position - b.position || a.name.localeCompare(b.name, 'zh-CN'));
    if (own.length === 0) return null;
    return (
      <ul className={css.tree}>
        {own.map((one) => {
          const takes = dragged !== null && dragged !== one.id && !isUnder(all, one.id, dragged);
          return (
            <li key={one.id}>
              <div
                className={`${css.node} ${search.open === one.id ? css.open : ''} ${over === one.id && takes ? css.over : ''}`}
                draggable={manages}
                onDragStart={(event) => {
                  event.dataTransfer.effectAllowed = 'move';
                  setDragged(one.id);
                }}
                onDragEnd={() => setDragged(null)}
                onDragOver={(event) => {
                  if (!takes) return;
                  event.preventDefault();
                  setOver(one.id);
                }}
                onDragLeave={() => setOver(null)}
                onDrop={(event) => {
                  event.preventDefault();
                  const department = all.find((candidate) => candidate.id === dragged);
                  if (department && takes && department.parent_id !== one.id) move.mutate({ department, parent: one.id });
                  setDragged(null);
                  setOver(null);
                }}
              >
                <div className={css.grow}>
                  <button type="button" className={css.nodeName} onClick={() => open({ open: one.id })}>
                    {one.name}
                  </button>{' '}
                  {one.custodian && <span className={css.tag}>{t('people.custodian_short')}</span>}{' '}
                  {!one.active && <span className={css.tag}>{t('common.inactive')}</span>}
                </div>
                <span className={`${css.quiet} ${css.nodeKind}`}>{t(`people.kind_${one.kind}`)}</span>
                <span className={`${css.quiet} ${css.nodeHead}`}>
                  {one.head ? t('people.head_is', { name: one.head.name }) : t('people.no_head')}
                  {one.deputy && ` · ${t('people.deputy_is', { name: one.deputy.name })}`}
                </span>
                {manages && (
                  <Button type="text" size="small" icon={<Plus size={16} />} aria-label={t('people.department_under', { name: one.name })} title={t('people.department_under', { name: one.name })} onClick={() => open({ open: 'new', under: one.id })} />
                )}
              </div>
              {branch(all, one.id)}
            </li>
          );
        })}
      </ul>
    );
  };

  return (
    <Page
      title={t('people.title')}
      toolbar={<HouseTabs />}
      actions={
        manages && (
          <Button type="primary" icon={<Plus size={16} />} onClick={() => open({ open: 'new' })}>
            {t('people.department_new')}
          </Button>
        )
      }
    >
      <QueryGate query={query}>
        {({ items }) => (
          <>
            {items.length === 0 ? (
              <Empty icon={Building} title={t('people.departments_none')}>
                {t('people.departments_none_text')}
              </Empty>
            ) : (
              <Section title={t('people.departments')} hint={manages ? t('people.departments_hint') : undefined}>
                {branch(items, null)}
              </Section>
            )}
            {search.open && (
              <DepartmentPanel key={`${search.open}${search.under ?? ''}`} id={search.open} under={search.under ?? null} all={items} manages={manages} onClose={() => open({})} />
            )}
          </>
        )}
      </QueryGate>
    </Page>
  );
}
