import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { Plus, Search, UsersRound } from 'lucide-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { departmentsQuery, peopleQuery } from '@/api/organisation';
import type { Person } from '@/api/types';
import { useMay } from '@/app/me';
import { useT } from '@/i18n';
import { DepartmentPicker } from '@/shared/form/pickers';
import { Needs } from '@/shared/layout/Forbidden';
import { Page } from '@/shared/layout/Page';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Empty } from '@/shared/layout/states';
import { ColumnMenu, DensityToggle } from '@/shared/table/ColumnMenu';
import { DataTable, type Column } from '@/shared/table/DataTable';
import { useTableLayout } from '@/shared/table/layout';
import { PhoneText, TimeText, Unknown } from '@/shared/text/texts';
import { HouseTabs } from './HouseTabs';
import { PersonPanel } from './PersonPanel';
import type { PeopleSearch } from './routes';
import css from './people.module.css';

const route = getRouteApi('/frame/people');
const personKey = (person: Person): string => person.id;

export function PeoplePage() {
  return (
    <Needs anyOf={['person.manage', 'department.manage', 'clearance.manage']}>
      <People />
    </Needs>
  );
}

function People() {
  const t = useT();
  const may = useMay();
  const managesPeople = may('person.manage');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const departments = useQuery(departmentsQuery);
  const change = useCallback(
    (next: Partial<PeopleSearch>, replace = false) =>
      void navigate({ search: (before) => ({ ...before, ...next }), replace }),
    [navigate],
  );

  const people = useInfiniteQuery(
    peopleQuery({
      q: search.q,
      department: search.department,
      active: search.state === 'all' ? undefined : search.state !== 'off',
    }),
  );
  const rows = useMemo(() => people.data?.pages.flatMap((page) => page.items) ?? [], [people.data]);

  const columns = useMemo<Column<Person>[]>(
    () => [
      {
        key: 'name',
        title: t('people.name'),
        width: 200,
        fixed: true,
        card: 'title',
        render: (person) => (
          <>
            <span className={css.name}>{person.name}</span> <span className={css.quiet}>{person.login}</span>
          </>
        ),
      },
      { key: 'department', title: t('people.department'), width: 180, render: (person) => person.department?.name ?? <Unknown /> },
      { key: 'post', title: t('people.post'), width: 150, render: (person) => person.post?.name ?? <Unknown /> },
      {
        key: 'roles',
        title: t('people.roles'),
        width: 200,
        render: (person) => person.roles.map((role) => role.name).join(t('common.list_comma')) || <Unknown />,
      },
      { key: 'phone', title: t('people.phone'), width: 150, render: (person) => (person.phone ? <PhoneText number={person.phone} /> : <Unknown />) },
      { key: 'email', title: t('people.email'), width: 220, optional: true, render: (person) => person.email ?? <Unknown /> },
      { key: 'state', title: t('people.state'), width: 120, render: (person) => <PersonState person={person} /> },
      ...(managesPeople
        ? [
      {
        key: 'seen',
        title: t('people.last_seen'),
        width: 150,
        render: (person) => (person.last_seen_at ? <TimeText at={person.last_seen_at} /> : <span className={css.quiet}>{t('people.never_seen')}</span>),
      } satisfies Column<Person>,
          ]
        : []),
    ],
    [t, managesPeople],
  );
  const [layout, setLayout] = useTableLayout('people', columns);
  const filtered = Boolean(search.q ?? search.department ?? search.state);
  const index = rows.findIndex((row) => row.id === search.open);
  const neighbour = (by: 1 | -1) => {
    const row = index < 0 ? undefined : rows[index + by];
    return row && (() => change({ open: row.id }, true));
  };

  return (
    <Page
      title={t('people.title')}
      width="full"
      actions={
        may('person.manage') && (
          <Button type="primary" icon={<Plus size={16} />} onClick={() => change({ open: 'new' })}>
            {t('people.new')}
          </Button>
        )
      }
      toolbar={
        <>
          <HouseTabs />
          <SearchField value={search.q ?? ''} onChange={(q) => change({ q: q || undefined }, true)} />
          <div className={css.filterDepartment}>
            <DepartmentPicker label={t('people.department')} value={search.department ?? null} placeholder={t('people.all_departments')} onChange={(department) => change({ department: department ?? undefined }, true)} />
          </div>
          <Select<'on' | 'off' | 'all'>
            aria-label={t('people.state')}
            value={search.state ?? 'on'}
            onChange={(state) => change({ state: state === 'on' ? undefined : state }, true)}
            options={[
              { value: 'on', label: t('people.in_service') },
              { value: 'off', label: t('people.deactivated') },
              { value: 'all', label: t('people.all_states') },
            ]}
          />
          <span className={css.spacer} />
          <span className={css.desktop}>
            <ColumnMenu columns={columns} layout={layout} onLayout={setLayout} />
            <DensityToggle layout={layout} onLayout={setLayout} />
          </span>
        </>
      }
    >
      {people.isError ? (
        <ProblemNote error={people.error} onRetry={() => void people.refetch()} />
      ) : (
        <DataTable
          label={t('people.people')}
          columns={columns}
          rows={rows}
          rowKey={personKey}
          layout={layout}
          onLayout={setLayout}
          openKey={search.open && search.open !== 'new' ? search.open : null}
          onOpen={(person) => change({ open: person.id, edit: undefined }, search.open !== undefined)}
          hasMore={people.hasNextPage}
          onMore={() => void people.fetchNextPage()}
          loading={people.isPending || people.isFetchingNextPage}
          empty={
            <Empty icon={UsersRound} title={filtered ? t('people.none_match') : t('people.none')}>
              {filtered ? t('people.none_match_text') : t('people.none_text')}
            </Empty>
          }
        />
      )}
      {search.open && (
        <PersonPanel
          key={search.open}
          id={search.open}
          editing={search.edit ?? false}
          department={search.department ?? null}
          hasDepartments={(departments.data?.items.length ?? 0) > 0}
          onClose={() => change({ open: undefined, edit: undefined })}
          onEdit={(edit) => change({ edit: edit || undefined }, true)}
          onPrevious={neighbour(-1)}
          onNext={neighbour(1)}
        />
      )}
    </Page>
  );
}


/** Typing filters after a short rest, without a key press being lost. */
function SearchField({ value, onChange }: { value: string; onChange: (q: string) => void }) {
  const t = useT();
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    if (typed.trim() === value) return;
    const timer = setTimeout(() => onChange(typed.trim()), 250);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <Input
      className={css.search}
      allowClear
      prefix={<Search size={16} aria-hidden />}
      placeholder={t('people.search')}
      aria-label={t('people.search')}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}

export function PersonState({ person }: { person: Person }) {
  const t = useT();
  if (!person.active) return <span className={css.off}>{t('people.deactivated')}</span>;
  if (person.locked_until) return <span className={css.locked}>{t('people.locked')}</span>;
  return <span>{t('people.in_service')}</span>;
}
